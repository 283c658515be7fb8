import type { QuestionShown } from '#server/classroom/service.ts';
import { choiceField } from './choice.ts';
import type { Field, GiveAnswer } from './field.ts';
import { hotspotField } from './hotspot.ts';
import { matchingField } from './matching.ts';
import { orderingField } from './ordering.ts';
import { typedField } from './typed.ts';

/** Where a question of any kind is answered. */
export function fieldOf({ task, picture }: QuestionShown, give: GiveAnswer): Field {
  switch (task.kind) {
    case 'one':
    case 'several':
    case 'true-false':
      return choiceField(task, give);
    case 'ordering':
      return orderingField(task, give);
    case 'matching':
      return matchingField(task, give);
    case 'number':
    case 'short':
      return typedField(task, give);
    case 'hotspot':
      return hotspotField(task, picture, give);
  }
}
