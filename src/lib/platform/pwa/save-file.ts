/**
 * Hand a file to the browser's own "save": the one way anything leaves this app as a file. The browser keeps its name in
 * its list of downloads, so the name must say nothing.
 */
export function saveFile(name: string, content: Blob): void {
	const url = URL.createObjectURL(content);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// Some browsers read it only after the click has returned.
	setTimeout(() => {
		URL.revokeObjectURL(url);
	}, 60_000);
}
