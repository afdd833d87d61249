import { expect, it } from 'vitest';
import { deskOnly } from './desk-files';

const chunk = (fileName: string, rest: object = {}) => ({ type: 'chunk', fileName, ...rest });
const css = (...names: string[]) => ({
	viteMetadata: { importedCss: new Set(names), importedAssets: new Set<string>() },
});

it('finds what only the pages of desks lead to', () => {
	const bundle = Object.fromEntries(
		[
			chunk('app.js', { isEntry: true, dynamicImports: ['phone.js', 'desk.js'] }),
			chunk('phone.js', { isEntry: true, imports: ['both.js'], dynamicImports: ['later.js'] }),
			chunk('desk.js', {
				isEntry: true,
				moduleIds: ['/a/src/routes/caseworker/+page.svelte'],
				imports: ['both.js', 'people.js'],
				dynamicImports: ['later.js'],
				...css('desk.css', 'both.css'),
			}),
			chunk('both.js', css('both.css')),
			chunk('later.js'),
			chunk('people.js', { dynamicImports: ['form.js'] }),
			chunk('form.js'),
		].map((one) => [one.fileName, one]),
	);
	expect(deskOnly(bundle)).toEqual(['desk.css', 'desk.js', 'form.js', 'people.js']);
});
