import type { QuestionPicture, ShownTask } from '#server/quiz/rules.ts';

/** How wide a scene is drawn at most, px; rings keep their apparent size whatever part of a scene is seen. */
const SHOWN_WIDTH_PX = 480;

type Props = {
  task: ShownTask;
  picture: QuestionPicture;
  /** Of the ids of the fields that choose a spot; absent: nothing can be chosen. */
  idPrefix?: string;
  /** State of each spot after the answer. */
  states?: readonly ('right' | 'wrong' | '')[];
};

/** Id of the field that chooses a spot. */
export const spotId = (idPrefix: string, spot: number): string => `${idPrefix}-spot-${spot}`;

/** The picture of a question; places it asks for carry numbered rings, and whoever touches a ring chooses it. */
export function TaskPicture({ task, picture, idPrefix, states }: Props) {
  const { src, alt, view } = picture;
  if (task.kind !== 'hotspot' || !view)
    return <img className="quiz-picture" src={src} alt={alt} width="480" height="360" />;
  const { xPx, yPx, widthPx, heightPx } = view;
  const scale = widthPx / SHOWN_WIDTH_PX;
  return (
    <svg
      className="quiz-picture quiz-map"
      viewBox={`${xPx} ${yPx} ${widthPx} ${heightPx}`}
      width={SHOWN_WIDTH_PX}
      height={Math.round(heightPx / scale)}
    >
      <image href={src} x={xPx} y={yPx} width={widthPx} height={heightPx} role="img" aria-label={alt} />
      {task.spots.map((spot, at) => {
        // On the rim, away from what the ring is about, and never cut off by the edge of the picture.
        const rim = spot.radiusPx * Math.SQRT1_2 + 6 * scale;
        const badgeX = Math.min(spot.xPx + rim, xPx + widthPx - 20 * scale);
        const badgeY = Math.max(spot.yPx - rim, yPx + 20 * scale);
        return (
          <g key={at} className={`quiz-ring ${states?.[at] ?? ''}`} aria-hidden="true">
            <circle
              className="casing"
              cx={spot.xPx}
              cy={spot.yPx}
              r={spot.radiusPx}
              strokeWidth={7 * scale}
            />
            <circle className="ring" cx={spot.xPx} cy={spot.yPx} r={spot.radiusPx} strokeWidth={4 * scale} />
            <circle className="badge" cx={badgeX} cy={badgeY} r={17 * scale} strokeWidth={2 * scale} />
            <text x={badgeX} y={badgeY + 7.5 * scale} fontSize={21 * scale} textAnchor="middle">
              {at + 1}
            </text>
          </g>
        );
      })}
      {idPrefix !== undefined &&
        task.spots.map(({ xPx: x, yPx: y, radiusPx: r }, at) => (
          <foreignObject key={at} x={x - r} y={y - r} width={2 * r} height={2 * r}>
            <label className="quiz-touch" htmlFor={spotId(idPrefix, at)} />
          </foreignObject>
        ))}
    </svg>
  );
}
