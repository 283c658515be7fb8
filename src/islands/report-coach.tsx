import { useEffect, useMemo, useRef, useState } from 'react';
import { assess, NO_ANSWERS, type Answers, type Missing } from '#server/report/rules.ts';
import { Choice, Field, Figures } from '#src/islands/coach/fields.tsx';
import { Recording } from '#src/islands/coach/recording.tsx';
import { Result, type LawTexts } from '#src/islands/coach/result.tsx';
import type { CoachGuide } from '#src/lib/coach.ts';
import { coachWords as words } from '#src/lib/coach-words.ts';

type Props = { guides: CoachGuide[]; law: LawTexts; limitationYears: number | null };

const VIETNAM_MS = 7 * 60 * 60 * 1000;
const dayInVietnam = () => new Date(Date.now() + VIETNAM_MS).toISOString().slice(0, 10);

/** Where the answer to a missing thing is given; what is not named is its own field. */
const PLACES: Partial<Record<Missing['what'], string>> = {
  content: 'seen',
  around: 'medium',
  hour: 'clock',
  limitation: 'day',
};

/** What each stretch of the road answers: its dashes turn yellow when none of it is missing. */
const STRETCHES: Record<keyof typeof words.groups, Missing['what'][]> = {
  act: ['behaviour', 'holder'],
  picture: ['medium', 'around', 'content', 'original'],
  vehicle: ['plate', 'features', 'vehicle', 'colour'],
  when: ['day', 'hour', 'limitation', 'road', 'point', 'commune', 'province'],
  tell: ['account'],
};

/**
 * The evidence coach. It runs on the reader's device alone: no request, no form, no storage; what is typed lives in this
 * component and ends with it.
 */
export default function ReportCoach({ guides, law, limitationYears }: Props) {
  const [answers, setAnswers] = useState<Answers>(NO_ANSWERS);
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set());
  const [today, setToday] = useState<string | null>(null);
  const [isChecked, setChecked] = useState(false);
  const [isCleared, setCleared] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const top = useRef<HTMLHeadingElement>(null);

  // Until the script runs the fields stay shut, so that nothing typed is lost.
  useEffect(() => setToday(dayInVietnam()), []);
  useEffect(() => {
    if (isChecked) heading.current?.focus();
  }, [isChecked]);

  const tell = (change: Partial<Answers>) => {
    setCleared(false);
    setAnswers((before) => ({ ...before, ...change }));
  };
  const guide = guides.find(({ slug }) => slug === answers.guide);
  const assessment = useMemo(
    () => assess(answers, { day: today ?? '', limitationYears }),
    [answers, today, limitationYears],
  );
  const group = (name: keyof typeof STRETCHES) =>
    `coach-group${assessment.missing.some(({ what }) => STRETCHES[name].includes(what)) ? '' : ' is-done'}`;
  const mend = (what: Missing['what']) => {
    const place = document.getElementById(`coach-${PLACES[what] ?? what}`);
    place?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    place?.scrollIntoView({ block: 'center' });
  };
  const check = () => {
    setToday(dayInVietnam());
    setChecked(true);
    heading.current?.focus();
  };
  const clear = () => {
    setAnswers(NO_ANSWERS);
    setShown(new Set());
    setChecked(false);
    setCleared(true);
    top.current?.focus();
  };
  const field = (name: 'vehicle' | 'colour' | 'features' | 'road' | 'point' | 'commune' | 'province') => (
    <Field
      id={`coach-${name}`}
      label={words[name].label}
      hint={words[name].hint}
      tips={name === 'point' ? guide?.place : undefined}
      value={answers[name]}
      onType={(value) => tell({ [name]: value })}
    />
  );

  return (
    <div className="coach">
      <fieldset className="coach-questions" disabled={today === null}>
        <legend className="hidden">{words.questions}</legend>
        <div className={group('act')}>
          <h2 ref={top} tabIndex={-1}>
            {words.groups.act}
          </h2>
          <div id="coach-behaviour" className="field">
            <label htmlFor="coach-guide">{words.behaviour}</label>
            <select
              id="coach-guide"
              value={answers.guide ?? ''}
              autoComplete="off"
              onChange={({ currentTarget: { value } }) => {
                setShown(new Set());
                tell({
                  guide: value || null,
                  title: guides.find(({ slug }) => slug === value)?.title ?? '',
                  seen: null,
                });
              }}
            >
              <option value="">{words.choose}</option>
              {guides.map(({ slug, title }) => (
                <option key={slug} value={slug}>
                  {title}
                </option>
              ))}
            </select>
            {guide && (
              <span className="source">
                <a href={`/cam-nang/${guide.slug}/`}>
                  {words.readGuide}: {guide.title}
                </a>
              </span>
            )}
          </div>
          <Choice
            id="coach-situation"
            {...words.situation}
            value={answers.situation}
            onChoose={(situation) => tell({ situation })}
          />
          {(answers.situation === 'danger' || answers.situation === 'ongoing') && (
            <div className="banner" role="status">
              <p>
                <strong>{words.nextText[answers.situation === 'danger' ? 'emergency' : 'call']}</strong>
              </p>
              {guide && <p>{guide.now}</p>}
            </div>
          )}
          <Choice
            id="coach-holder"
            {...words.holder}
            value={answers.holder}
            onChoose={(holder) => tell({ holder })}
          />
          {(answers.holder === 'driver' || answers.holder === 'motorway-stop') && (
            <div className="banner" role="status">
              <p>
                <Figures text={answers.holder === 'driver' ? law.driver : law.motorway} />
              </p>
            </div>
          )}
        </div>

        <Recording
          className={group('picture')}
          answers={answers}
          tell={tell}
          guide={guide}
          shown={shown}
          setShown={setShown}
        />

        <div className={group('vehicle')}>
          <h2>{words.groups.vehicle}</h2>
          <Choice
            id="coach-plate"
            label={words.plate.label}
            options={words.plate.options}
            value={answers.plate}
            onChoose={(plate) => tell({ plate })}
          >
            {guide && guide.plate.length > 0 && <p className="source">{guide.plate.join(' ')}</p>}
          </Choice>
          {answers.plate !== null && answers.plate !== 'unreadable' && (
            <Field
              id="coach-plate-text"
              label={words.plate.text}
              value={answers.plateText}
              onType={(plateText) => tell({ plateText })}
            />
          )}
          <div className="coach-pair">
            {field('vehicle')}
            {field('colour')}
          </div>
          {field('features')}
        </div>

        <div className={group('when')}>
          <h2>{words.groups.when}</h2>
          <div className="coach-pair">
            <Field
              id="coach-day"
              {...words.day}
              type="date"
              max={today ?? undefined}
              value={answers.day}
              onType={(day) => tell({ day })}
            />
            <Field
              id="coach-clock"
              label={words.clock.label}
              hint={words.clock.hint}
              tips={guide?.time}
              type="time"
              value={answers.clock}
              onType={(clock) => tell({ clock })}
            />
          </div>
          {field('road')}
          {field('point')}
          <div className="coach-pair">
            {field('commune')}
            {field('province')}
          </div>
        </div>

        <div className={group('tell')}>
          <h2>{words.groups.tell}</h2>
          <Field
            id="coach-account"
            {...words.account}
            type="area"
            value={answers.account}
            onType={(account) => tell({ account })}
          />
          <label className="coach-option">
            <input
              type="checkbox"
              checked={answers.isPosted}
              onChange={({ currentTarget }) => tell({ isPosted: currentTarget.checked })}
            />
            <span>{words.posted}</span>
          </label>
          {answers.isPosted && (
            <div className="banner" role="status">
              <p>{words.warnings.posted}</p>
            </div>
          )}
          <div className="actions">
            <button type="button" className="button" onClick={check}>
              {words.check}
            </button>
            <button type="button" className="button quiet" onClick={clear}>
              {words.clear}
            </button>
          </div>
        </div>
      </fieldset>
      <p className="hidden" role="status">
        {isCleared ? words.cleared : isChecked ? words.status(assessment.missing.length) : ''}
      </p>
      {isChecked && (
        <Result
          answers={answers}
          assessment={assessment}
          guide={guide}
          unseen={guide?.picture.filter((line) => !shown.has(line)) ?? []}
          law={law}
          heading={heading}
          onMend={mend}
        />
      )}
    </div>
  );
}
