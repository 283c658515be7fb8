export {};

/** Keeps what Word puts into the clipboard beside the plain text: bold options and lists say which answer is right. */
const plain = document.querySelector<HTMLTextAreaElement>('textarea[name="dan"]');
const rich = document.querySelector<HTMLInputElement>('input[name="dan-html"]');
const said = document.querySelector<HTMLElement>('[data-paste-kept]');

plain?.addEventListener('paste', (event) => {
  const html = event.clipboardData?.getData('text/html') ?? '';
  // Pasted into other text, the two would no longer say the same.
  const isWhole = plain.value === '' || plain.selectionEnd - plain.selectionStart === plain.value.length;
  if (!rich || !isWhole || html === '') return;
  rich.value = html;
  if (said) said.textContent = said.dataset['pasteKept'] ?? '';
});
plain?.addEventListener('input', (event) => {
  if (!rich || event.inputType === 'insertFromPaste') return;
  rich.value = '';
  if (said) said.textContent = '';
});
