import type { Context } from '../context.ts';
import { plainRefusal } from '../refusal.ts';
import { drawPng, type Element } from './draw.ts';
import { guideCard, type GuideCard } from './guide-card.ts';
import { CARD_PAD, chartImageHeight, outcomeCard, type OutcomeCard } from './outcome-card.ts';
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

/** The size in which the chart of published results stands whole, as high as it needs. */
export const CHART_SIZE = 'bieu-do';
const CHART_WIDTH = 1200;

/** Widths a chart is drawn in on the images of published results, px; null: no such size. */
export const chartWidthOn = (size: string): number | null =>
  size === CHART_SIZE ? CHART_WIDTH - 2 * CARD_PAD : isSize(size) ? SIZES[size][0] - 2 * CARD_PAD : null;

/**
 * Answers a request for an image of published results, in a size of {@link SIZES} or with the whole chart.
 * @param readCard what stands on it now; null when nothing of it is published
 */
export const respondWithOutcomeCard = (
  ctx: Context,
  request: Request,
  address: ImageAddress,
  readCard: () => Promise<OutcomeCard | null>,
): Promise<Response> =>
  respondWithCard(ctx, request, address, readCard, outcomeCard, (card, size) =>
    size === CHART_SIZE ? [CHART_WIDTH, chartImageHeight(card)] : sizeOf(size),
  );

const sizeOf = (size: string): readonly [number, number] | null => (isSize(size) ? SIZES[size] : null);

async function respondWithCard<Card>(
  ctx: Context,
  request: Request,
  address: ImageAddress,
  readCard: () => Promise<Card | null>,
  lay: (card: Card, width: number, height: number) => Element,
  measure: (card: Card, size: string) => readonly [number, number] | null = (_card, size) => sizeOf(size),
): Promise<Response> {
  const signature = new URL(request.url).searchParams.get('k') ?? '';
  if (!ctx.images.isSigned(address, signature)) return plainRefusal(404, 'Không có hình này.');
  const card = await readCard();
  const size = card && measure(card, address.size);
  if (!size) return plainRefusal(404, 'Không có hình này.');

  const [width, height] = size;
  const { png, hash } = await ctx.images.get(
    { template: address.template, version: 4, size: address.size, card },
    () => drawPng(lay(card, width, height), width, height),
  );
  const etag = `"${hash}"`;
  const headers = { etag, 'cache-control': 'public, max-age=300', 'content-type': 'image/png' };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(png), { headers });
}
