import { expect, test } from 'vitest';
import { plainContents } from '#tests/support/outcome-contents.ts';
import { atlasOf } from './atlas.ts';
import { overviewOf, viewModel } from './model.ts';
import { drawChart } from './drawing.ts';
import { VIEW_IDS } from './views.ts';
test('probe', () => {
  const contents = plainContents();
  const atlas = atlasOf(contents.map((content) => ({ content, liveOn: content.madeOn })))!;
  for (const view of VIEW_IDS) {
    const m = viewModel(atlas, { view, period: null, row: null, column: null })!;
    console.log(
      view,
      m.finding,
      m.captionVi,
      m.grid.rows.length,
      m.grid.columns.length,
      m.cells,
      m.hidden,
      m.release,
    );
    for (const w of [328, 800, 1100]) {
      const d = drawChart(m.chart, w);
      console.log(w, d.width, d.height, d.shapes.length, d.labels.length);
    }
  }
  const o = overviewOf(atlas)!;
  console.log(o.finding, o.reasons, o.noBasis, o.hiding);
  expect(o).toBeTruthy();
});
