// A room's door (`index.ts`) only passes on what is behind it. Told so, the bundler takes from a door what is used and
// leaves the rest to the screens that use it; else whoever imports one button would load every component on the first screen.
const DOOR = /\/src\/lib\/(ui|parts|features|platform)\/(.+\/)?index\.ts$/;

/** @returns {import('vite').Plugin} */
export function doors() {
	return {
		name: 'rosebay-doors',
		enforce: 'pre',
		transform: (code, id) => (DOOR.test(id) ? { code, map: null, moduleSideEffects: false } : undefined),
	};
}
