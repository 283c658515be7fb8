/** The sentence of a refusal from tRPC: its own, or that of the first input that was wrong. */
export function sentenceOf(message: string): string {
  if (!message.startsWith('[')) return message;
  try {
    const [first] = JSON.parse(message) as { message?: string }[];
    return first?.message ?? message;
  } catch {
    return message;
  }
}
