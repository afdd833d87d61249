/**
 * The sentence being read, marked where it stands. It is painted by the browser (`::highlight(read-aloud)`) and changes
 * nothing in the page: no element comes or goes, a screen reader hears nothing of it, and the text stays selectable. A
 * browser without it reads all the same.
 */
const NAME = 'read-aloud';

/** Where in an element's text a piece lies, as a range; null once the text is another. */
export function rangeOf(element: Element, start: number, end: number): Range | null {
	const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
	const range = document.createRange();
	let before = 0;
	let begun = false;
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const { length } = node.nodeValue ?? '';
		if (!begun && start < before + length) {
			range.setStart(node, start - before);
			begun = true;
		}
		if (begun && end <= before + length) {
			range.setEnd(node, end - before);
			return range;
		}
		before += length;
	}
	return null;
}

/** @param range what is read now; null takes the mark away */
export function mark(range: Range | null): void {
	if (!('highlights' in CSS)) return;
	if (range) CSS.highlights.set(NAME, new Highlight(range));
	else CSS.highlights.delete(NAME);
}
