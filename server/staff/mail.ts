import { createTransport } from 'nodemailer';
import type { Env } from '../env.ts';

export type Mail = { to: string; subject: string; text: string };

/** Sends mail when the operator gave a server for it. */
export type Mailer = {
  /** false: one-time links are shown at the desk instead. */
  isConfigured: boolean;
  /** @throws what the mail server answered; without one nothing is sent */
  send(mail: Mail): Promise<void>;
};

export function createMailer(mail: Env['mail']): Mailer {
  if (!mail) return { isConfigured: false, send: async () => undefined };
  const transport = createTransport(mail.smtpUrl);
  return {
    isConfigured: true,
    send: async (message) => void (await transport.sendMail({ from: mail.from, ...message })),
  };
}
