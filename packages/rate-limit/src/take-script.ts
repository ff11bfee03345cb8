/**
 * Takes of a window in Redis, in the place of the script of rate-limiter-flexible, which counts what is refused too. What fits is
 * taken whole; of what does not, 1, if that is left. Less than nothing gives back. It answers what would be taken if all were,
 * and how many milliseconds the window lasts.
 *
 * ARGV: what to take, the length of the window in seconds, how much may be taken in it.
 */
export const takeScript = `
local taken = tonumber(redis.call('get', KEYS[1]) or '0')
local wanted, limit = tonumber(ARGV[1]), tonumber(ARGV[3])
local added = wanted
if wanted < 0 then
  added = math.max(wanted, -taken)
elseif taken + wanted > limit then
  added = math.max(0, math.min(1, limit - taken))
end
if added ~= 0 then
  redis.call('set', KEYS[1], 0, 'EX', ARGV[2], 'NX')
  redis.call('incrby', KEYS[1], added)
end
local left = redis.call('pttl', KEYS[1])
if left == -1 then
  redis.call('expire', KEYS[1], ARGV[2])
  left = 1000 * ARGV[2]
end
return {taken + wanted, left}
`;
