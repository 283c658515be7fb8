import type { AstroCookies } from 'astro';
import type { TaskResponse } from '#content/schema.ts';
import { CODE_BYTES, typedCode } from '#server/classroom/rules.ts';
import type { Context } from '#server/context.ts';
import { SETTLE_MS } from '#server/homework/rules.ts';
import type { Given } from '#server/quiz/rules.ts';

/*
 * How a device knows its seat: a cookie of the homework's own path. It works without JavaScript, outlives a closed tab, and
 * unlike a signed address it is not handed on with a link a pupil shows to another. `lax`: the link opened from a message of
 * another site finds the seat too; no page changes anything when it is opened, and server/main.ts refuses forms of other
 * sites. It ends with the homework: as long as its teacher may still extend it, seven days after the deadline.
 */
const COOKIE = 'cho-ngoi';
const DAY_MS = 24 * 60 * 60 * 1000;

/** Address of a homework, or of a page in it. */
export const homeworkPath = (code: string, room = ''): string => `/bai-tap/${code}/${room}`;

/** The code in an address, as the server writes it. */
export const codeIn = (text: string | undefined): string =>
  typedCode(text ?? '').slice(0, 2 * CODE_BYTES.homework);

/** A code as people read it: `ACDE-3467`. */
export const shownCode = (code: string): string => code.replace(/(.{4})(?=.)/, '$1-');

/** Last instant at which a device knows its seat. */
export const seatUntil = (dueAt: Date, now: Date): Date =>
  new Date(Math.max(dueAt.getTime() + SETTLE_MS, now.getTime() + DAY_MS));

/** What the device holds; empty when it holds nothing. */
export const seatToken = (cookies: AstroCookies): string => cookies.get(COOKIE)?.value ?? '';

/** Lets the device know its seat, and renews how long. */
export function keepSeat(
  cookies: AstroCookies,
  context: Context,
  code: string,
  token: string,
  dueAt: Date,
): void {
  cookies.set(COOKIE, token, {
    ...{ path: homeworkPath(code), httpOnly: true, sameSite: 'lax' },
    secure: context.env.siteUrl.startsWith('https:'),
    expires: seatUntil(dueAt, context.now()),
  });
}

/** Lets the device forget its seat. */
export const forgetSeat = (cookies: AstroCookies, code: string): void =>
  cookies.delete(COOKIE, { path: homeworkPath(code) });

/** Names the seat in a form, so that a form of the seat before is told from one of the seat the device holds now. */
export const seatIdIn = (token: string): string => token.split('.')[0]!;

const shownNumber = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 6, useGrouping: false });

/** An answer as its form held it, to fill the form in again. */
export function givenOf(response: TaskResponse | null): Given {
  switch (response?.kind) {
    case undefined:
      return {};
    case 'one':
      return { choice: [`${response.choice}`] };
    case 'several':
      return { choices: response.choices.map(String) };
    case 'true-false':
      return { choice: [`${response.isTrue}`] };
    case 'ordering':
      return Object.fromEntries(response.places.map((item, at) => [`place-${item}`, [`${at + 1}`]]));
    case 'matching':
      return Object.fromEntries(
        response.rights.map((right, left) => [`right-${left}`, [right === null ? '' : `${right}`]]),
      );
    case 'number':
      return { value: [shownNumber.format(response.value)] };
    case 'short':
      return { text: [response.text] };
    case 'hotspot':
      return { spot: [`${response.spot}`] };
  }
}

/** Whether nothing stands in the fields of a form: a question left for later. */
export const isBlank = (given: Given): boolean =>
  Object.values(given).every((values) => values.every((value) => value.trim() === ''));
