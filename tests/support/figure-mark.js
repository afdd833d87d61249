/** Begins each console line that is a figure. */
export const FIGURE_MARK = 'figure: ';
