export {};

/*
 * A form with a file tells how much has gone out and can be stopped; a file may be dropped on its field. What is refused is said
 * above the form, which stays as it was filled in, file included. Without this the form is posted as it is.
 */
const MEGABYTE = 1024 * 1024;
const shown = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1, minimumFractionDigits: 1 });

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-send]')) watch(form);

function watch(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[type="file"]');
  const place = form.querySelector<HTMLElement>('[data-send-progress]');
  const bar = place?.querySelector('progress');
  const said = place?.querySelector<HTMLElement>('[data-send-said]');
  const stop = place?.querySelector('button');
  const go = form.querySelector<HTMLButtonElement>('button[type="submit"]');
  if (!input || !place || !bar || !said || !stop || !go) return;
  takeDrops(form, input);

  form.addEventListener('submit', (event) => {
    const file = input.files?.[0];
    if (!file) return;
    event.preventDefault();
    if (file.size > Number(form.dataset['sendMost'])) return refuse(form.dataset['sendHeavy'] ?? '');
    const request = new XMLHttpRequest();
    const end = (sentence: string | null) => {
      place.hidden = true;
      go.disabled = false;
      if (sentence !== null) refuse(sentence);
    };
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      bar.max = total;
      bar.value = loaded;
      said.textContent = (form.dataset['sendSaid'] ?? '')
        .replace('{sent}', shown.format(loaded / MEGABYTE))
        .replace('{total}', shown.format(total / MEGABYTE));
    });
    request.addEventListener('load', () => {
      // A form that was taken leads on to another page.
      if (request.status < 400) return location.assign(request.responseURL);
      end(sentenceOf(request) || (form.dataset['sendLost'] ?? ''));
    });
    request.addEventListener('error', () => end(form.dataset['sendLost'] ?? ''));
    request.addEventListener('abort', () => end(null));
    stop.onclick = () => {
      request.abort();
      go.focus();
    };
    const body = new FormData(form, event.submitter);
    go.disabled = true;
    place.hidden = false;
    stop.focus();
    request.open('POST', form.action);
    request.send(body);
  });
}

/** Why a form was refused: in the page that answers it, or before any page came to it. */
function sentenceOf(request: XMLHttpRequest): string {
  if (request.getResponseHeader('content-type')?.startsWith('text/plain')) return request.responseText.trim();
  const page = new DOMParser().parseFromString(request.responseText, 'text/html');
  return page.querySelector('.desk-problem[role="alert"]')?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '';
}

function refuse(sentence: string): void {
  const main = document.querySelector('main');
  if (!main) return;
  main.querySelector('.desk-problem[role="alert"]')?.remove();
  const box = document.createElement('div');
  box.className = 'desk-problem';
  box.setAttribute('role', 'alert');
  box.tabIndex = -1;
  const line = document.createElement('p');
  line.textContent = sentence;
  box.append(line);
  main.prepend(box);
  box.focus();
}

function takeDrops(form: HTMLFormElement, input: HTMLInputElement): void {
  const zone = form.querySelector<HTMLElement>('[data-drop]') ?? form;
  const mark = (isOver: boolean) => zone.classList.toggle('over', isOver);
  zone.addEventListener('dragover', (event) => {
    event.preventDefault();
    mark(true);
  });
  zone.addEventListener('dragleave', () => mark(false));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    mark(false);
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    const one = new DataTransfer();
    one.items.add(file);
    input.files = one.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    input.focus();
  });
}
