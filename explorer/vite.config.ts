import { defineConfig } from "vite";

// The built files are committed: names follow the content, and nothing in them depends on the day or the machine.
export default defineConfig({
  base: "./",
  publicDir: "public",
  esbuild: { jsx: "automatic", jsxImportSource: "preact", legalComments: "none", charset: "utf8" },
  build: {
    target: "es2022",
    outDir: "../onrecord/server/static",
    emptyOutDir: true,
    sourcemap: false,
    // Everything stays a file of its own: a strict content security policy allows no data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rollupOptions: {
      output: {
        // What only two or three pages share and is this small goes with one of them: fewer files to ask for.
        experimentalMinChunkSize: 6000,
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
  server: {
    port: 5173,
    proxy: { "/api": process.env["ONRECORD"] ?? "http://127.0.0.1:8765" },
  },
});
