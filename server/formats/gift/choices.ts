import { ALL_OR_NOTHING } from './attributes.ts';
import { fieldsOf, refuse, valueOf, type Answers, type Part, type TaskRead } from './parts.ts';
import { weightOf, type Weight } from './weight.ts';

type Option = { text: string; feedback?: string; sign: '=' | '~'; weight: Weight; misconception?: string };

/** `=` right, `~` wrong; without any `=` several may be ticked, each with its weight. */
export function readChoices(answers: Answers, parts: readonly Part[]): TaskRead {
  const { reading, overweight } = answers;
  const options: Option[] = [];
  for (const { sign, slice, at, attributes } of parts) {
    if (sign === '') return refuse(at, 'Có chữ trước lựa chọn đầu tiên. Hãy thêm dấu = hoặc ~ trước nó.');
    const weighed = weightOf(slice, overweight, reading.notes);
    if (!weighed.ok) return refuse(at, weighed.message);
    const fields = fieldsOf(weighed.rest, reading);
    if (fields.text === '')
      return refuse(at, `Lựa chọn ${options.length + 1} trống. Hãy điền vào hoặc xoá dấu ${sign}.`);
    const misconception = valueOf(attributes, 'misconception');
    options.push({ ...fields, sign, weight: weighed.weight, ...(misconception ? { misconception } : {}) });
  }
  if (options.length < 2)
    return refuse(parts[0]?.at ?? answers.from, 'Câu chỉ có một lựa chọn. Cần ít nhất hai.');

  const rights = options.filter(({ sign, weight }) => sign === '=' || weight === 100);
  const isChooseOne = options.some(({ sign }) => sign === '=') && rights.length === 1;
  return isChooseOne ? one(options, reading.notes) : several(options, answers);
}

function one(options: readonly Option[], notes: string[]): TaskRead {
  if (
    options.some(({ sign, weight }) => weight !== null && weight !== 0 && !(sign === '=' && weight === 100))
  )
    notes.push('Câu chọn một đáp án: điểm từng phần của lựa chọn khác không được giữ.');
  return {
    ok: true,
    task: {
      kind: 'one',
      options: options.map(({ sign: _, weight: __, ...option }) => option),
      right: options.findIndex(({ sign }) => sign === '='),
    },
  };
}

function several(options: readonly Option[], { reading, attributes, from }: Answers): TaskRead {
  const { notes } = reading;
  const hasEquals = options.some(({ sign }) => sign === '=');
  const isAllOrNothing = attributes.some(
    ({ name, value }) => name === 'mark' && value === ALL_OR_NOTHING.value,
  );
  const isWeighted = !isAllOrNothing && !options.some(({ sign, weight }) => sign === '=' && weight === null);
  if (!isWeighted && hasEquals && options.some(({ weight }) => weight !== null && weight !== 0))
    return refuse(from, 'Câu có nhiều dấu = lẫn với trọng số. Hãy ghi trọng số cho mọi đáp án đúng.');
  if (hasEquals) notes.push('Câu có nhiều dấu =. Nhập thành câu chọn nhiều đáp án.');
  const chosen = options.map(({ sign, weight, ...option }) => {
    const weightPct = weight ?? (sign === '=' ? 100 : 0);
    return { ...option, isRight: weightPct > 0, ...(isWeighted ? { weightPct } : {}) };
  });
  if (!chosen.some(({ isRight }) => isRight))
    return refuse(from, 'Không có lựa chọn nào đúng. Hãy đặt dấu = trước đáp án đúng.');
  const sum = chosen.reduce((total, { weightPct, isRight }) => total + (isRight ? (weightPct ?? 0) : 0), 0);
  if (isWeighted && Math.abs(sum - 100) > 1)
    notes.push(`Trọng số của các đáp án đúng cộng lại là ${Math.round(sum)} %, không phải 100 %.`);
  return { ok: true, task: { kind: 'several', options: chosen } };
}
