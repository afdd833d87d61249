/** Hand a file to the browser's own "save" — the only way anything leaves the workshop. */
export function saveFile(name: string, content: unknown): void {
	const url = URL.createObjectURL(
		new Blob([JSON.stringify(content, null, '\t')], { type: 'application/json' }),
	);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// Some browsers read it only after the click has returned.
	setTimeout(() => {
		URL.revokeObjectURL(url);
	}, 60_000);
}
