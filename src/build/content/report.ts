/** What is wrong with a file of content, said to whoever wrote it: all of it at once, each with its line. */
export interface ContentProblem {
	file: string;
	/** From 1. */
	line: number;
	message: string;
}

export class Report {
	readonly problems: ContentProblem[] = [];
	readonly #file: string;

	constructor(file: string) {
		this.#file = file;
	}

	at(line: number, message: string): void {
		if (this.problems.some((known) => known.line === line && known.message === message)) return;
		this.problems.push({ file: this.#file, line, message });
	}

	/** In the order of the file. */
	get sorted(): ContentProblem[] {
		return this.problems.toSorted((a, b) => a.line - b.line);
	}
}

/** As an editor or a terminal opens it. */
export const said = ({ file, line, message }: ContentProblem): string => `${file}:${line}: ${message}`;
