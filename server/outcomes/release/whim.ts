import { createSigner } from '../../keys/store.ts';

/** A number in [0, 1) that only the holder of the secret can tell from the name; the same name, the same number. */
export const whimOf = (secret: string): ((name: string) => number) => {
  const signer = createSigner(secret);
  return (name) => signer.numberOf(name) / 2 ** 32;
};
