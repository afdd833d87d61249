import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { paintFirst } from './first-paint';

const hash = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
const START = `
	// Kit
	Promise.all([
		import("/a.js"),
		import("/b.js")
	]).then(([kit, app]) => kit.start(app));
`;
const STYLE = '\n\t/* paper */\n\thtml { color: red }\n';
const page = (start = START) =>
	`<meta content="script-src '${hash(start)}'; style-src '${hash(STYLE)}'"><link href="/a.js" rel="modulepreload"><style>${STYLE}</style><script>${start}</script>`;

describe('a page rendered ahead of time', () => {
	const painted = paintFirst(page());
	const inline = (tag: string) => new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(painted)?.[1] ?? '';

	it('starts Kit only once it has been painted, and fetches nothing of it before', () => {
		expect(inline('script')).toContain(
			'rosebayAwake.then(() => Promise.all([import("/a.js"), import("/b.js")])).then',
		);
		expect(painted).not.toContain('modulepreload');
		expect(painted).toContain('<link href="/a.js" data-later>');
	});

	it('keeps a policy that fits what it allows, and allows nothing else', () => {
		const allowed = [...painted.matchAll(/sha256-[A-Za-z0-9+/]{43}=/g)].map(([found]) => found);
		expect(allowed).toEqual([hash(inline('script')), hash(inline('style'))]);
	});

	it('carries no words meant for those who build it', () => {
		expect(painted).not.toContain('// Kit');
		expect(painted).not.toContain('paper');
		expect(inline('style')).toContain('html { color: red }');
	});

	it('is refused when Kit starts in a way that is not known', () => {
		expect(() => paintFirst(page('kit.begin()'))).toThrow('first-paint.ts');
	});
});
