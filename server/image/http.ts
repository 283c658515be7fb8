import type { Context } from '../context.ts';
import { plainRefusal } from '../refusal.ts';
import { drawPng, type Element } from './draw.ts';
import { guideCard, type GuideCard } from './guide-card.ts';
import { quizCard, type QuizCard } from './quiz-card.ts';
import type { ImageAddress } from './store.ts';

/** Sizes every template can be drawn in, px. */
export const SIZES = { '1200x630': [1200, 630], '1080x1080': [1080, 1080] } as const;
export type Size = keyof typeof SIZES;

const isSize = (size: string): size is Size => size in SIZES;

/**
 * Answers a request for the share image of a guide.
 * @param readCard what stands on the card today; null when there is no such guide
 */
export const respondWithGuideCard = (
  ctx: Context,
  request: Request,
  address: ImageAddress,
  readCard: () => Promise<GuideCard | null>,
): Promise<Response> => respondWithCard(ctx, request, address, readCard, guideCard);

/**
 * Answers a request for the image of a quiz result.
 * @param readCard what stands on the card; null when there is no such set
 */
export const respondWithQuizCard = (
  ctx: Context,
  request: Request,
  address: ImageAddress,
  readCard: () => Promise<QuizCard | null>,
): Promise<Response> => respondWithCard(ctx, request, address, readCard, quizCard);

async function respondWithCard<Card>(
  ctx: Context,
  request: Request,
  address: ImageAddress,
  readCard: () => Promise<Card | null>,
  lay: (card: Card, width: number, height: number) => Element,
): Promise<Response> {
  const signature = new URL(request.url).searchParams.get('k') ?? '';
  if (!isSize(address.size) || !ctx.images.isSigned(address, signature))
    return plainRefusal(404, 'Không có hình này.');
  const card = await readCard();
  if (!card) return plainRefusal(404, 'Không có hình này.');

  const [width, height] = SIZES[address.size];
  const { png, hash } = await ctx.images.get(
    { template: address.template, version: 4, size: address.size, card },
    () => drawPng(lay(card, width, height), width, height),
  );
  const etag = `"${hash}"`;
  const headers = { etag, 'cache-control': 'public, max-age=300', 'content-type': 'image/png' };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(png), { headers });
}
