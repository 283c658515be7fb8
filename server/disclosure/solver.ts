/* HiGHS behind the engine's words: the only file that knows it. */
import loadHighs from 'highs';
import type { Solve } from './types.ts';

/** Loads the solver once (WebAssembly); what it gives back is synchronous. */
export async function openSolver(): Promise<Solve> {
  const highs = await loadHighs();
  const { optimal, infeasible, unbounded } = highs.constants.modelStatus;
  return (programme) => {
    const numCols = programme.costs.length;
    const numRows = programme.rowLower.length;
    const model = highs.createModel({
      numCols,
      numRows,
      colCost: programme.costs,
      colLower: programme.lower,
      colUpper: programme.upper,
      rowLower: programme.rowLower,
      rowUpper: programme.rowUpper,
      matrix: {
        format: 'csr',
        numRows,
        numCols,
        starts: programme.starts,
        indices: programme.columns,
        values: programme.coefficients,
      },
    });
    // Small changes between solves: the simplex goes on from the last basis, which presolving would throw away.
    model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex', random_seed: 1 });
    return {
      setBounds: (column, lower, upper) => void model.changeColBounds(column, lower, upper),
      setCost: (column, cost) => void model.changeColCost(column, cost),
      solve() {
        model.run();
        const status = model.getModelStatus();
        if (status === optimal) return model.getSolution().colValue;
        if (status === unbounded) return 'unbounded';
        if (status === infeasible) return 'infeasible';
        throw new Error(`The linear programme was not solved: status ${status}`);
      },
      close: () => model.dispose(),
    };
  };
}
