export {};

/* Buttons that copy the text of another element; shown only where this runs. */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const source = document.getElementById(button.dataset['copy'] ?? '');
  const said = button.parentElement?.querySelector<HTMLElement>('[role="status"]');
  if (!source) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    const text = source instanceof HTMLTextAreaElement ? source.value : source.textContent;
    navigator.clipboard.writeText(text).then(
      () => {
        if (said) said.textContent = button.dataset['copied'] ?? '';
      },
      // No right to the clipboard: the text is marked, the reader's own copy command does the rest.
      () => {
        const range = document.createRange();
        range.selectNodeContents(source);
        if (source instanceof HTMLTextAreaElement) source.select();
        else
          getSelection()?.setBaseAndExtent(
            range.startContainer,
            range.startOffset,
            range.endContainer,
            range.endOffset,
          );
      },
    );
  });
}
