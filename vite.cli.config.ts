// Builds the command line tool (npx rosebay ...) into build/cli, beside the server that vite.config.ts builds.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
	publicDir: false,
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
