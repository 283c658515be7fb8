import { readField } from './field.ts';
import { intervalOf } from './number.ts';
import { fieldsOf, hashOf, partsOf, refuse, valueOf, type Answers, type TaskRead } from './parts.ts';
import { cut } from './source.ts';
import { weightOf } from './weight.ts';

/** `{#value:tolerance}`, `{#=… =%50%…}`; feedback for any other answer comes last, after `~`. */
export function readNumbers(answers: Answers, from: number): TaskRead {
  const { block, reading, overweight, attributes } = answers;
  const others = block.source.mask.slice(from, answers.to).indexOf('~');
  const to = others < 0 ? answers.to : from + others;
  if (others >= 0) {
    const said = cut(block.source, to + 1, answers.to);
    const hash = said.mask.indexOf('#');
    if (hash < 0 || said.mask.slice(0, hash).trim() !== '')
      return refuse(to, 'Câu điền số không có lựa chọn sai. Hãy xoá phần sau dấu ~.');
    const feedback = readField(cut(said, hash + 1), reading).text;
    if (feedback !== '') reading.notes.push(`Không giữ được lời nhắn cho câu trả lời khác: “${feedback}”.`);
  }

  const values: { value: number; tolerance: number; weightPct: number; feedback?: string }[] = [];
  const parts = partsOf(block, from, to, /=/g);
  for (const { slice, at } of parts) {
    const weighed = weightOf(slice, overweight, reading.notes);
    if (!weighed.ok) return refuse(at, weighed.message);
    const read = intervalOf(weighed.rest.text.slice(0, hashOf(weighed.rest)).trim());
    if (!read.ok) return refuse(at, read.reason);
    const { feedback } = fieldsOf(weighed.rest, reading);
    if ((weighed.weight ?? 100) < 0) return refuse(at, 'Câu điền số không có trọng số âm. Hãy sửa lại.');
    values.push({ ...read.interval, weightPct: weighed.weight ?? 100, ...(feedback ? { feedback } : {}) });
  }
  if (values.length === 0) return refuse(from, 'Câu điền số thiếu đáp số. Hãy viết một số sau dấu #.');
  return { ok: true, task: { kind: 'number', values, unit: valueOf(attributes, 'unit') } };
}
