import { createOutbox, type Outbox, type Saved } from './homework-outbox.ts';
import { homeworkWords } from './homework-words.ts';

/*
 * What the page of a question does where scripts run: an answer is sent as soon as it is chosen, and kept on the device until
 * the server has it. Everything works without it.
 */
const words = homeworkWords.saving;
const TYPING_MS = 700;
const RETRY_MS = 10_000;
const TIMEOUT_MS = 15_000;
const MAX_REFUSAL = 499;

const field = (form: HTMLFormElement, name: string): string => {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
};

/** `randomUUID` is there on secure pages only; a school may run this on its own network. */
const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

function say(sentence: string): void {
  const line = document.getElementById('trang-thai');
  if (line) line.textContent = sentence;
}

/** null also for an answer that is none of ours: a proxy, a server that restarts. */
async function send(to: string, body: string): Promise<Saved | null> {
  try {
    const reply = await fetch(to, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (reply.status > MAX_REFUSAL) return null;
    return (await reply.json()) as Saved;
  } catch {
    return null;
  }
}

/** The answers of the seat and attempt of a form, on their way; null where nothing can be kept. */
function outboxOf(form: HTMLFormElement): Outbox | null {
  try {
    const prefix = `bai-tap:${field(form, 'ghe')}:${field(form, 'lan')}:`;
    return createOutbox(localStorage, prefix, (body) => send(form.dataset['to']!, body));
  } catch {
    return null;
  }
}

/** Sends what waits, and says how it went. @returns whether nothing waits any more */
async function flush(outbox: Outbox): Promise<boolean> {
  if (outbox.size() === 0) return true;
  say(words.busy);
  const last = await outbox.flush();
  // Another one may have sent what waited.
  if (last !== null) say(last.message);
  else if (outbox.size() > 0) say(words.held);
  return outbox.size() === 0;
}

/** Tries again when the line is back, when the page is seen again, and from time to time. */
function keepTrying(outbox: Outbox): void {
  const again = () => void flush(outbox);
  addEventListener('online', again);
  addEventListener('pageshow', again);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') again();
  });
  setInterval(again, RETRY_MS);
}

/** A form as it is sent, without the buttons. */
function bodyOf(form: HTMLFormElement, clientId: string): string {
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') data.append(name, value);
  data.set('ma', clientId);
  return data.toString();
}

/** Whether a form says something else than when it came. */
const isTouched = (form: HTMLFormElement): boolean =>
  [...form.elements].some((field) =>
    field instanceof HTMLInputElement
      ? field.checked !== field.defaultChecked ||
        (field.type !== 'hidden' && field.value !== field.defaultValue)
      : field instanceof HTMLSelectElement &&
        field.selectedIndex !==
          Math.max(
            0,
            [...field.options].findIndex(({ defaultSelected }) => defaultSelected),
          ),
  );

/** The page of a question. */
export function keepAnswers(): void {
  const form = document.querySelector<HTMLFormElement>('#bai-lam');
  const outbox = form && outboxOf(form);
  if (!form || !outbox) return;
  keepTrying(outbox);
  void flush(outbox);

  const hold = () => {
    if (!form.querySelector('fieldset') || !form.checkValidity()) return;
    const clientId = newId();
    // What the form itself sends afterwards is the same answer.
    form.querySelector<HTMLInputElement>('input[name="ma"]')!.value = clientId;
    outbox.put(field(form, 'cau'), { clientId, body: bodyOf(form, clientId) });
  };
  let typing: ReturnType<typeof setTimeout> | undefined;
  const save = (pauseMs: number) => {
    // Where the right answer follows at once, an answer is given by the button alone.
    if (form.dataset['save'] !== 'yes') return;
    clearTimeout(typing);
    typing = setTimeout(() => {
      hold();
      void flush(outbox);
    }, pauseMs);
  };
  // On a slow line something may be chosen before this runs.
  if (isTouched(form)) save(0);
  form.addEventListener('input', (event) =>
    save((event.target as HTMLInputElement).type === 'text' ? TYPING_MS : 0),
  );
  form.addEventListener('submit', (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    hold();
    say(outbox.size() > 0 ? words.held : words.stay);
  });
}

/** The page on which an attempt is handed in: first goes what still waits on the device. */
export function sendBeforeHandIn(): void {
  const form = document.querySelector<HTMLFormElement>('#nop-bai');
  const outbox = form && outboxOf(form);
  if (!form || !outbox) return;
  keepTrying(outbox);
  void flush(outbox).then((isEmpty) => {
    // The list was made before these arrived.
    if (isEmpty && document.getElementById('trang-thai')?.textContent === words.stored) location.reload();
  });
  form.addEventListener('submit', (event) => {
    if (navigator.onLine && outbox.size() === 0) return;
    event.preventDefault();
    void flush(outbox).then((isEmpty) => (isEmpty && navigator.onLine ? form.submit() : say(words.stay)));
  });
}
