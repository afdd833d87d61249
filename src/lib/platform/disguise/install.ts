/**
 * The browser's own offer to install, where there is one (Chromium). app.html keeps it from showing by itself, at whatever
 * moment the browser thinks right; it is shown when she asks. iPhones and Firefox have none: there the menu does it.
 */
interface InstallEvent extends Event {
	prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

declare global {
	interface Window {
		/** Kept by app.html. */
		rosebayInstall?: InstallEvent;
	}
}

/** Shows the offer, once; `null` when the browser has made none. Resolves to whether she took it. */
export function installOffer(): (() => Promise<boolean>) | null {
	const offer = window.rosebayInstall;
	if (!offer) return null;
	return async () => {
		delete window.rosebayInstall;
		try {
			return (await offer.prompt()).outcome === 'accepted';
		} catch {
			return false;
		}
	};
}
