/**
 * The scripts that run inside Redis, where nothing comes between their steps.
 *
 * A tag is a key whose value is its generation, a random text; every entry begins with the generations of its tags at the
 * time when its load began. An entry counts only while all of them are still the same. A tag that is not there (ended,
 * evicted, or Redis was restarted empty) has no generation that any entry could have, so losing one loses hits and never
 * revives a value. The last of an entry's tags is that of the whole namespace.
 *
 * Keys: the entry, its lock, its tags.
 */

const generations = `
  local function generations()
    local tags = {}
    for i = 3, #KEYS do tags[#tags + 1] = KEYS[i] end
    local values = redis.call('MGET', unpack(tags))
    for i = 1, #values do if not values[i] then return nil end end
    return table.concat(values, ' ')
  end`;

/**
 * Looks an entry up. Arguments: a new generation for tags that are not there, how long tags live (ms), the caller's
 * token, how long its lock lasts (ms).
 *
 * Answers `{'hit', value}`, `{'lead', generations}` for the process that has to load, or `{'follow', generations}` while
 * another loads for the same generations.
 */
export const lookUp = `${generations}
  local current = generations()
  local entry = current and redis.call('GET', KEYS[1])
  if entry then
    local length = #current
    if string.sub(entry, 1, length + 1) == current .. '\\n' then return {'hit', string.sub(entry, length + 2)} end
  end
  if not current then
    for i = 3, #KEYS do redis.call('SET', KEYS[i], ARGV[1], 'PX', ARGV[2], 'NX') end
    current = generations()
  end
  local lock = redis.call('GET', KEYS[2])
  local mine = current .. '\\n' .. ARGV[3]
  -- One who loads since before an invalidation is no reason to wait.
  if lock and lock ~= mine and string.sub(lock, 1, #current + 1) == current .. '\\n' then return {'follow', current} end
  redis.call('SET', KEYS[2], mine, 'PX', ARGV[4])
  return {'lead', current}`;

/**
 * Keeps a value, unless a tag was invalidated since the load began, and lets go of the lock. Arguments: the generations
 * when the load began, the caller's token, how long the entry lives (ms); and the value, if there is one to keep.
 *
 * Answers 1 if it was kept.
 */
export const keep = `${generations}
  if redis.call('GET', KEYS[2]) == ARGV[1] .. '\\n' .. ARGV[2] then redis.call('DEL', KEYS[2]) end
  if not ARGV[4] or generations() ~= ARGV[1] then return 0 end
  redis.call('SET', KEYS[1], ARGV[1] .. '\\n' .. ARGV[4], 'PX', ARGV[3])
  for i = 3, #KEYS do
    if redis.call('PTTL', KEYS[i]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[i], ARGV[3]) end
  end
  return 1`;
