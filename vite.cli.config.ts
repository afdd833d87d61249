// Builds the command line tool (npx rosebay ...) into build/cli, beside the server that vite.config.ts builds.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** What a server installs. All else that the tool uses, such as the compiler of content, goes into its bundle. */
const { dependencies } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as {
	dependencies: Record<string, string>;
};

export default defineConfig({
	publicDir: false,
	ssr: { noExternal: true, external: Object.keys(dependencies) },
	resolve: {
		alias: {
			$protocol: fileURLToPath(new URL('./src/lib/protocol', import.meta.url)),
			$platform: fileURLToPath(new URL('./src/lib/platform', import.meta.url)),
		},
	},
	build: {
		ssr: 'src/lib/server/cli.ts',
		outDir: 'build/cli',
		target: 'node20',
		rolldownOptions: { output: { entryFileNames: 'rosebay.js' } },
	},
});
