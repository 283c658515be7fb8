/*
 * Passkeys: the browser's part of the ceremony. Buttons that need it stand hidden in the page and appear when the browser
 * knows passkeys; without JavaScript the password and the code do the same.
 */
import { accountWords } from './account-words.ts';

const ROOT = '/api/auth/passkey/';

async function ask(step: string, body?: unknown): Promise<unknown> {
  const reply = await fetch(
    ROOT + step,
    body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
  );
  const read = (await reply.json()) as { message?: string };
  if (!reply.ok) throw new Error(read.message ?? accountWords.passkeys.failed);
  return read;
}

async function register(name: string, proof: { password: string; code?: string }): Promise<void> {
  const options = (await ask('generate-register-options', proof)) as PublicKeyCredentialCreationOptionsJSON;
  const made = (await navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
  })) as PublicKeyCredential;
  await ask('verify-registration', { response: made.toJSON(), name });
}

async function signIn(): Promise<void> {
  const options = (await ask('generate-authenticate-options')) as PublicKeyCredentialRequestOptionsJSON;
  const given = (await navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
  })) as PublicKeyCredential;
  await ask('verify-authentication', { response: given.toJSON() });
}

/** The sentence of a refusal: the server's own, or that the reader or the device broke off. */
const sentenceOf = (error: unknown): string =>
  error instanceof Error && !(error instanceof DOMException) ? error.message : accountWords.passkeys.failed;

for (const room of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
  const button = room.querySelector('button');
  const message = room.querySelector<HTMLElement>('[role="alert"]');
  if (!button || !message || !('parseCreationOptionsFromJSON' in (globalThis.PublicKeyCredential ?? {})))
    continue;
  room.hidden = false;
  button.addEventListener('click', () => {
    button.disabled = true;
    message.textContent = '';
    const typed = (name: string) => room.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value;
    const code = typed('passkeyCode');
    const proof = { password: typed('passkeyPassword') ?? '', ...(code === undefined ? {} : { code }) };
    const done =
      room.dataset['passkey'] === 'register'
        ? register(typed('passkey')?.trim() || accountWords.passkeys.unnamed, proof)
        : signIn();
    done.then(
      () => location.assign(room.dataset['then'] ?? location.href),
      (error: unknown) => {
        message.textContent = sentenceOf(error);
        button.disabled = false;
      },
    );
  });
}
