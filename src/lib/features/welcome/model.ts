/** The pages of "Before you start", one idea each, in order. `lines` are keys under `welcome:before.<page>`. */
export const BEFORE_PAGES = [
	{ id: 'what', lines: ['one', 'two', 'three'] },
	{ id: 'exit', lines: ['one', 'two', 'three', 'four'] },
	{ id: 'watched', lines: ['one', 'two', 'three'] },
	{ id: 'lock', lines: ['one', 'two', 'three'] },
	{ id: 'second', lines: ['one', 'two', 'three'] },
	{ id: 'lost', lines: ['one', 'two'] },
	{ id: 'deleting', lines: ['one', 'two', 'three'] },
] as const;
