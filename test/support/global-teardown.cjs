module.exports = () => globalThis.stopTestPostgres();
