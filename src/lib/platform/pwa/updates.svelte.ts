/**
 * The service worker from the page's side: registered by us (through Trusted Types), and a newer one is only offered.
 * A person in the middle of writing must not have the app change under her hands.
 */
import { trustedUrl } from './trusted-url';

/** Starts what makes the app open without a network. Does nothing where there are no service workers, or in development. */
export async function registerServiceWorker(): Promise<void> {
	if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
	try {
		await navigator.serviceWorker.register(trustedUrl('/service-worker.js'), { updateViaCache: 'none' });
	} catch {
		// Storage is full or blocked: the app works, and asks the network the next time too.
	}
}

/** This browser is a caseworker's or a mentor's: what only their pages use is kept here too. */
export async function keepDesk(): Promise<void> {
	if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
	const { active } = await navigator.serviceWorker.ready;
	active?.postMessage({ type: 'keep-desk' });
}

export class Updates {
	#waiting = $state.raw<ServiceWorker | null>(null);

	/** A newer version is on the phone, ready to be used. */
	get waiting(): boolean {
		return this.#waiting !== null;
	}

	/** @param taken called when a newer version has taken over, here or in another tab: the page must begin anew */
	watch(taken: () => void): () => void {
		if (!('serviceWorker' in navigator)) return () => undefined;
		const container = navigator.serviceWorker;
		// The first worker of all takes over a page that had none: nothing changes by that.
		let had = container.controller !== null;
		const change = () => {
			if (had) taken();
			had = true;
		};
		container.addEventListener('controllerchange', change);
		void container.ready.then((registration) => {
			this.#follow(registration);
		});
		return () => {
			container.removeEventListener('controllerchange', change);
		};
	}

	/** Let the newer version take over. */
	use(): void {
		this.#waiting?.postMessage({ type: 'skip-waiting' });
	}

	#follow(registration: ServiceWorkerRegistration): void {
		const offer = () => {
			if (navigator.serviceWorker.controller) this.#waiting = registration.waiting;
		};
		offer();
		registration.addEventListener('updatefound', () => {
			registration.installing?.addEventListener('statechange', offer);
		});
		void registration.update().catch(() => undefined);
	}
}
