import { TRPCClientError } from '@trpc/client';
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type SubmitEvent } from 'react';
import type { OutcomeView, QuestionView } from '#server/quiz/service.ts';
import { QuizOutcome } from '#src/islands/quiz-outcome.tsx';
import { Progress, QuizQuestion } from '#src/islands/quiz-question.tsx';
import { sentenceOf } from '#src/lib/refusal.ts';
import { strings } from '#src/lib/strings.ts';
import { trpc } from '#src/lib/trpc.ts';

const words = strings.quiz;

type Props = {
  /** Page of attempts at this set. */
  path: string;
  token: string;
  /** Questions of the attempt, withdrawn ones included. */
  total: number;
  /** The question to answer next; null: all are answered. */
  question: QuestionView | null;
  /** The question just answered: shown in place of the next one until the reader goes on. */
  outcome: OutcomeView | null;
  note: string | null;
  problem: string | null;
};

/**
 * Asks one question after the other without loading the page again. Rendered on the server it is a plain form; it wakes
 * when the reader first touches it. The address always holds the attempt, so that closing the page loses nothing.
 */
export default function QuizPlayer({ path, total, ...given }: Props) {
  const [state, setState] = useState(given);
  const [isSending, setSending] = useState(false);
  const [isAwake, setAwake] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const isFirst = useRef(true);
  const { token, question, outcome, note, problem } = state;

  useEffect(() => setAwake(true), []);
  useEffect(() => {
    if (isFirst.current) return void (isFirst.current = false);
    root.current?.querySelector<HTMLElement>(outcome ? '#loi-giai' : 'legend')?.focus();
  }, [outcome, question]);

  async function send(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const choice = new FormData(event.currentTarget).get('chon');
    if (isSending || question === null || choice === null) return;
    setSending(true);
    try {
      const { number } = question;
      const next = await trpc.quiz.answer.mutate({ token, number, choice: Number(choice) });
      history.replaceState(null, '', `${path}?lan=${next.token}&cau=${number}`);
      setState({
        token: next.token,
        question: next.current,
        outcome: next.outcome,
        note: next.isRepeat ? words.repeat : null,
        problem: null,
      });
    } catch (error) {
      const isRefusal = error instanceof TRPCClientError && error.data !== undefined && error.data !== null;
      setState({ ...state, problem: isRefusal ? sentenceOf((error as Error).message) : words.offline });
    } finally {
      setSending(false);
    }
  }

  function goOn(event: MouseEvent<HTMLAnchorElement>) {
    // A new tab, and the result page, are ordinary links.
    if (question === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, '', `${path}?lan=${token}`);
    setState({ ...state, outcome: null, note: null });
  }

  function press(event: KeyboardEvent<HTMLDivElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-4]$/.test(event.key)) return;
    const options = root.current?.querySelectorAll<HTMLInputElement>('input[name="chon"]');
    const option = options?.[Number(event.key) - 1];
    if (!option) return;
    option.checked = true;
    option.focus();
  }

  return (
    <div className="quiz-player" ref={root} onKeyDown={press}>
      {outcome ? (
        <>
          <Progress number={outcome.number} total={total} />
          <QuizOutcome outcome={outcome} note={note}>
            <a className="button" href={`${path}?lan=${token}`} onClick={goOn}>
              {question ? words.next : words.result}
            </a>
          </QuizOutcome>
        </>
      ) : (
        question && (
          <QuizQuestion
            key={question.number}
            action={path}
            token={token}
            question={question}
            total={total}
            problem={problem}
            isSending={isSending}
            onSubmit={(event) => void send(event)}
          >
            {isAwake && <p className="source quiz-keys">{words.keys}</p>}
          </QuizQuestion>
        )
      )}
    </div>
  );
}
