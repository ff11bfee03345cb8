/** Loaded before a measured server: tells how much the process has used when asked, and ends it together with its parent. */
process.on('message', (message) => {
  if (message !== 'usage') return;
  const { user, system } = process.cpuUsage();
  process.send({ cpuMicroseconds: user + system, rssBytes: process.memoryUsage.rss() });
});
process.on('disconnect', () => process.exit());
