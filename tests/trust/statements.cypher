// Aggregates alone
MATCH (s:State) RETURN count(s) AS n
MATCH (s:State) RETURN count(*) AS n
MATCH (s:State) RETURN s.region AS region, count(*) AS n ORDER BY region
MATCH (s:State) RETURN min(s.id) AS first, max(s.id) AS last
MATCH (s:State) WITH s ORDER BY s.id RETURN collect(s.id) AS ids
MATCH (s:State) WITH s ORDER BY s.id RETURN collect(DISTINCT s.region) AS regions
MATCH (s:State {id: 'NONE'}) RETURN count(s) AS n, min(s.id) AS first, collect(s.id) AS ids, sum(s.iso2) AS total
MATCH (s:State {id: 'NONE'}) RETURN s.region AS region, count(s) AS n
MATCH (s:State) OPTIONAL MATCH (s)-[:CONCLUDED]->(a) WITH s, a ORDER BY a.id RETURN s.id AS id, collect(a.id) AS agreements ORDER BY id
UNWIND [1, 2, 2, null, 3] AS x RETURN count(x) AS n, count(DISTINCT x) AS different, sum(x) AS total, avg(x) AS mean
UNWIND [1, 2, 3, 4] AS x RETURN percentileCont(x, 0.5) AS median, percentileDisc(x, 0.5) AS lower
UNWIND [null, null] AS x RETURN min(x) AS least, max(x) AS most, sum(x) AS total, collect(x) AS all, count(x) AS n
UNWIND ['b', 'a', 'B'] AS t RETURN min(t) AS first, max(t) AS last
UNWIND [1, 2.5] AS x RETURN min(x) AS least, max(x) AS most, sum(x) AS total
MATCH (s:State) WITH s.region AS region, count(*) AS n WHERE n > 2 RETURN region, n ORDER BY region
MATCH (s:State) WITH count(*) AS n RETURN n, n * 2 AS twice, n > 3 AS many
MATCH (s:State)-[r:PARTY_TO]->(t:Treaty) WITH t, collect(s.id) AS ids RETURN t.id AS treaty, size(ids) AS n ORDER BY treaty
MATCH (s:State) RETURN count(s.un_member_since) AS dated, count(*) AS n
// Aggregates in a comparison or predicate
MATCH (s:State) RETURN count(*) > 1 AS several
MATCH (s:State) RETURN count(*) = 6 AS six
MATCH (s:State) RETURN count(*) <> 6 AS other
MATCH (s:State) RETURN 1 < count(*) AS several
MATCH (s:State) RETURN count(s) >= 6 AS enough
MATCH (s:State) OPTIONAL MATCH (s)-[r:MEMBER_OF]->() RETURN s.id AS id, min(r.since) IS NULL AS outside ORDER BY id
MATCH (s:State) OPTIONAL MATCH (s)-[r:MEMBER_OF]->() RETURN s.id AS id, min(r.since) IS NOT NULL AS inside ORDER BY id
MATCH (s:State) OPTIONAL MATCH (s)-[r:MEMBER_OF]->() RETURN s.id AS id, max(r.since) > date('1990-01-01') AS late ORDER BY id
MATCH (s:State) RETURN 'FRA' IN collect(s.id) AS there
MATCH (s:State) RETURN 'ARD' IN collect(s.id) AS there
MATCH (s:State) RETURN s.region AS region, 'ARD' IN collect(s.id) AS there ORDER BY region
MATCH (s:State) RETURN NOT 'ARD' IN collect(s.id) AS absent
MATCH (s:State) RETURN min(s.id) STARTS WITH 'A' AS begins
MATCH (s:State) RETURN max(s.id) ENDS WITH 'N' AS ends
MATCH (s:State) RETURN max(s.name) CONTAINS 'e' AS has
MATCH (s:State) RETURN max(s.name) =~ 'F.*' AS matches
MATCH (s:State) RETURN collect(s.id) = [] AS none
MATCH (s:State {id: 'NONE'}) RETURN collect(s.id) = [] AS none
MATCH (s:State) WITH s.region AS region, count(*) > 2 AS many RETURN region, many ORDER BY region
MATCH (s:State) WITH min(s.un_member_since) IS NULL AS never RETURN never
// Aggregates in a Boolean expression
MATCH (s:State) RETURN NOT (count(*) > 1) AS few
MATCH (s:State) RETURN NOT count(*) > 1 AS few
MATCH (s:State) RETURN count(*) > 1 AND count(*) < 10 AS some
MATCH (s:State) RETURN count(*) > 1 AND min(s.id) = 'ARD' AS both
MATCH (s:State) RETURN count(*) > 100 OR min(s.id) = 'ARD' AS either
MATCH (s:State) RETURN count(*) > 1 XOR count(*) > 2 AS one
MATCH (s:State) RETURN s.region AS region, count(*) > 2 AND min(s.id) = 'ARD' AS north ORDER BY region
MATCH (s:State) RETURN true AND count(*) > 1 AS several
MATCH (s:State) OPTIONAL MATCH (s)-[r:MEMBER_OF]->() RETURN s.id AS id, count(r) = 0 OR min(r.since) IS NULL AS outside ORDER BY id
// Aggregates in arithmetic and text
MATCH (s:State) RETURN count(*) + 1 AS n
MATCH (s:State) RETURN 1 + count(*) AS n
MATCH (s:State) RETURN count(*) * 2 - 1 AS n
MATCH (s:State) RETURN -count(*) AS n
MATCH (s:State) RETURN count(*) / 4 AS n, count(*) / 4.0 AS x, count(*) % 4 AS rest
MATCH (s:State) RETURN count(*) ^ 2 AS n
MATCH (s:State) RETURN 100.0 * count(s.un_member_since) / count(*) AS share
MATCH (s:State) RETURN s.region AS region, 10 * count(*) AS n ORDER BY region
MATCH (s:State) RETURN s.region AS region, s.region + ': ' + toString(count(*)) AS text ORDER BY region
MATCH (s:State) RETURN min(s.id) + '-' + max(s.id) AS span
MATCH (s:State) RETURN collect(s.region) + ['x'] = [] AS never
MATCH ()-[r:DETECTED_VICTIMS]->() RETURN sum(r.victims_max) - sum(r.victims_min) AS spread
MATCH ()-[r:DETECTED_VICTIMS]->() RETURN sum(r.victims_max - r.victims_min) AS spread
// Aggregates in a function
MATCH (s:State) RETURN size(collect(s.id)) AS n
MATCH (s:State) WITH s ORDER BY s.id RETURN head(collect(s.id)) AS first
MATCH (s:State) WITH s ORDER BY s.id RETURN last(collect(s.id)) AS last
MATCH (s:State) RETURN coalesce(min(s.iso2), 'none') AS least
MATCH (s:State) OPTIONAL MATCH (s)-[r:MEMBER_OF]->() RETURN s.id AS id, coalesce(min(r.since), date('9999-12-31')) AS since ORDER BY id
MATCH (s:State) RETURN toString(count(*)) AS n
MATCH (s:State) RETURN toUpper(min(s.name)) AS name
MATCH (s:State) RETURN toFloat(count(*)) AS n
MATCH (s:State) RETURN abs(min(size(s.id)) - 10) AS n
MATCH (s:State) RETURN round(avg(size(s.name)), 1) AS mean
MATCH ()-[r:MEMBER_OF]->() RETURN duration.inDays(min(r.since), max(r.since)) AS span
MATCH ()-[r:MEMBER_OF]->() RETURN duration.inDays(min(r.since), max(r.since)).days AS days
MATCH ()-[r:MEMBER_OF]->() RETURN duration.between(min(r.since), max(r.since)) AS span
MATCH ()-[r:MEMBER_OF]->() RETURN toString(min(r.since)) AS first
MATCH (s:State) WITH s ORDER BY s.id RETURN reverse(collect(s.id)) AS ids
MATCH (s:State) WITH s ORDER BY s.id RETURN tail(collect(s.id)) AS ids
MATCH (s:State) RETURN range(0, count(*) - 1) AS numbers
MATCH (s:State) RETURN substring(min(s.name), 0, 2) AS two
MATCH (s:State) RETURN nullIf(count(*), 6) AS n
MATCH (s:State) RETURN isEmpty(collect(s.id)) AS none
MATCH (s:State) RETURN sqrt(count(*) + 3) AS root
MATCH (s:State) WITH size(collect(s.id)) AS n RETURN n
MATCH (s:State) WITH s.region AS region, size(collect(DISTINCT s.subregion)) AS n RETURN region, n ORDER BY region
// Aggregates and property access, lists, maps, CASE
MATCH ()-[r:MEMBER_OF]->() RETURN max(r.since).year AS year
MATCH (s)-[r:MEMBER_OF]->(b) RETURN b.id AS body, min(r.since).year AS year ORDER BY body
MATCH ()-[r:MEMBER_OF]->() RETURN (max(r.since)).year - (min(r.since)).year AS years
MATCH (s:State) WITH s ORDER BY s.id RETURN head(collect(s)).name AS name
MATCH (s:State) WITH s ORDER BY s.id RETURN collect(s)[0].name AS name
MATCH (s:State) WITH s ORDER BY s.id RETURN collect(s.id)[0] AS first
MATCH (s:State) WITH s ORDER BY s.id RETURN collect(s.id)[-1] AS last
MATCH (s:State) WITH s ORDER BY s.id RETURN collect(s.id)[0..2] AS two
MATCH (s:State) WITH s ORDER BY s.id RETURN collect(s.id)[..2] AS two
MATCH (s:State) WITH s ORDER BY s.id RETURN [x IN collect(s.id) WHERE x > 'C' | x] AS late
MATCH (s:State) WITH s ORDER BY s.id RETURN [x IN collect(s) | x.name] AS names
MATCH (s:State) WITH s ORDER BY s.id RETURN s.region AS region, [x IN collect(s) | x.id] AS ids ORDER BY region
MATCH (s:State) RETURN [min(s.id), max(s.id)] AS ends
MATCH (s:State) RETURN {n: count(*), first: min(s.id)} AS about
MATCH (s:State) RETURN s.region AS region, {n: count(*)} AS about ORDER BY region
MATCH (s:State) RETURN {n: count(*)}.n AS n
MATCH (s:State) RETURN CASE WHEN count(*) > 3 THEN 'many' ELSE 'few' END AS word
MATCH (s:State) RETURN CASE count(*) WHEN 6 THEN 'six' ELSE 'other' END AS word
MATCH (s:State) RETURN s.region AS region, CASE WHEN count(*) > 2 THEN 'many' ELSE 'few' END AS word ORDER BY region
MATCH (s:State) RETURN CASE WHEN true THEN count(*) END AS n
MATCH (s:State) RETURN any(x IN collect(s.id) WHERE x = 'ARD') AS there
MATCH (s:State) RETURN all(x IN collect(s.id) WHERE size(x) = 3) AS three
MATCH (s:State) RETURN none(x IN collect(s.id) WHERE x = 'FRA') AS absent
MATCH (s:State) RETURN single(x IN collect(s.id) WHERE x = 'ARD') AS once
MATCH (s:State) WITH s ORDER BY s.id RETURN reduce(t = '', x IN collect(s.id) | t + x) AS text
MATCH (s:State) RETURN count(DISTINCT s.region) > 1 AS several
MATCH (s:State) RETURN size(collect(DISTINCT s.region)) AS n
MATCH (s:State) WITH collect(s.id) AS ids RETURN 'ARD' IN ids AS there, size(ids) > 1 AS several
MATCH (s:State) WITH s ORDER BY s.id WITH collect(s) AS all RETURN head(all).name AS name, all[1].name AS next
MATCH (s:State) RETURN sum(CASE WHEN s.region = 'North' THEN 1 ELSE 0 END) AS north
MATCH (s:State) RETURN max(CASE WHEN s.region = 'North' THEN s.id END) AS last
// Aggregates and sorting
MATCH (s:State) RETURN s.region AS region, count(*) AS n ORDER BY n DESC, region
MATCH (s:State) RETURN s.region AS region, count(*) AS n ORDER BY count(*) DESC, region
MATCH (s:State)-[r]->() RETURN s.id AS id ORDER BY count(r) DESC, id
MATCH (s:State) RETURN s.region AS region ORDER BY count(*) DESC, region
MATCH (s:State) WITH s.region AS region, count(*) AS n ORDER BY n DESC, region LIMIT 1 RETURN region, n
MATCH (s:State) RETURN s.region AS region, count(*) AS n ORDER BY n + 1, region LIMIT 1
MATCH (s:State) RETURN s.region AS region, min(s.id) AS first ORDER BY min(s.id) DESC
MATCH (s:State)-[:PARTY_TO]->(t) RETURN t.id AS treaty, count(s) AS n ORDER BY n DESC, treaty SKIP 1 LIMIT 1
MATCH (s:State) RETURN DISTINCT count(*) > 1 AS several
// Grouping
MATCH (s:State) RETURN s.region AS region, s.subregion AS sub, count(*) AS n ORDER BY region
MATCH (s:State) RETURN substring(s.id, 0, 1) AS letter, count(*) AS n ORDER BY letter
MATCH (s:State) RETURN s.un_member_since.year > 1960 AS late, count(*) AS n ORDER BY late
MATCH (s:State) RETURN CASE WHEN s.id < 'C' THEN 'early' ELSE 'late' END AS part, count(*) AS n ORDER BY part
MATCH (s:State)-[r:PARTY_TO]->(t:Treaty) RETURN t {.id} AS treaty, count(*) AS n ORDER BY n DESC, treaty.id
MATCH (s:State)-[r:PARTY_TO]->(t:Treaty) WITH t, count(*) AS n RETURN t.id AS treaty, n ORDER BY treaty
MATCH (s:State) RETURN [s.region] AS list, count(*) AS n ORDER BY n DESC, list
UNWIND [null, 1, null, 2] AS x RETURN x, count(*) AS n ORDER BY x
// Null
RETURN null = null AS a, null <> null AS b, null IS NULL AS c, null IS NOT NULL AS d
RETURN null AND false AS a, null AND true AS b, null OR true AS c, null OR false AS d, NOT null AS e, null XOR true AS f
RETURN null + 1 AS a, null + 'x' AS b, [1] + null AS c, size(null) AS d
RETURN coalesce(null, null, 3) AS a, coalesce(null) AS b
RETURN null < 1 AS a, 1 < 'a' AS b, 'a' < 'b' AS c, true > false AS d
RETURN [1, null] = [1, null] AS a, [1, null] = [2, null] AS b, [1, 2] = [1] AS c
MATCH (s:State) WHERE s.iso2 = 1 RETURN count(*) AS n
MATCH (s:State) WHERE NOT s.iso2 = 1 RETURN count(*) AS n
MATCH (s:State) WHERE s.un_member_since < date('1960-01-01') OR s.iso2 = 1 RETURN s.id AS id ORDER BY id
MATCH (s:State) WHERE NOT (s.un_member_since < date('1960-01-01')) RETURN s.id AS id ORDER BY id
MATCH (s:State) RETURN s.id AS id, s.un_member_since AS since ORDER BY since, id
MATCH (s:State) RETURN s.id AS id, s.un_member_since AS since ORDER BY since DESC, id
UNWIND [3, null, 1] AS x RETURN x ORDER BY x DESC
RETURN null[0] AS a, [1, 2][5] AS b, [1, 2][null] AS c, {a: 1}.b AS d
RETURN all(x IN [] WHERE x) AS a, any(x IN [] WHERE x) AS b, none(x IN [] WHERE x) AS c, single(x IN [] WHERE x) AS d
RETURN all(x IN [1, null] WHERE x > 0) AS a, any(x IN [0, null] WHERE x > 0) AS b, none(x IN [0, null] WHERE x > 0) AS c
UNWIND [] AS x RETURN x
UNWIND null AS x RETURN x
// Numbers
RETURN 7 / 2 AS a, -7 / 2 AS b, 7 % 3 AS c, -7 % 3 AS d, 7.0 / 2 AS e
RETURN 2 ^ 3 AS a, 2 * 3 + 4 AS b, 2 + 3 * 4 AS c, (2 + 3) * 4 AS d, 10 - 3 - 2 AS e
RETURN -2 ^ 2 AS a
RETURN round(2.5) AS a, round(-2.5) AS b, round(3.14159, 2) AS c, floor(2.7) AS d, ceil(2.1) AS e, abs(-3) AS f, sign(-2) AS g
RETURN toInteger(2.9) AS a, toInteger(-2.9) AS b, toString(1.0) AS c, toString(1) AS d, toFloat(1) AS e
RETURN 1 < 2 < 3 AS a, 3 > 2 > 2 AS b, 1 = 1 = 1 AS c
RETURN sqrt(16) AS a, exp(0) AS b, log(1) AS c, log10(100) AS d, pi() > 3 AS e
RETURN range(1, 3) AS a, range(3, 1, -1) AS b, range(0, 10, 5) AS c, range(2, 1) AS d
RETURN 5 - -3 AS a, - 3 AS b, +3 AS c
// Text
RETURN 'a' + 'b' AS a, 'a' + 1 AS b, 1 + 'a' AS c
RETURN toUpper('straße') AS a, toLower('ÄÖ') AS b, trim('  x ') AS c, lTrim(' x ') AS d, rTrim(' x ') AS e
RETURN split('a,b,,c', ',') AS a, replace('aaa', 'a', 'b') AS b, reverse('abc') AS c, size('äöü') AS d
RETURN 'abc' =~ 'a.c' AS a, 'abc' =~ 'b' AS b, 'ABC' =~ '(?i)abc' AS c
RETURN 'a' < 'B' AS a, 'a' = 'A' AS b, 'ab' < 'abc' AS c
RETURN toString(true) AS a, toString(date('2014-06-09')) AS b, toBoolean('no') AS c
RETURN char_length('abc') AS a
RETURN 'abc'[0] AS a
// Lists and maps
RETURN [1, 2, 3][0] AS a, [1, 2, 3][-1] AS b, [1, 2, 3][1..] AS c, [1, 2, 3][..-1] AS d, [1, 2, 3][0..2] AS e
RETURN head([]) AS a, last([]) AS b, tail([1]) AS c, size([]) AS d, reverse([1, 2]) AS e
RETURN [x IN [1, 2] | [y IN [x, x + 1] | y]] AS a
RETURN reduce(t = 0, x IN [1, 2, 3] | t + x) AS a, reduce(t = [], x IN [1, 2] | t + x) AS b
RETURN 1 IN [1, 2] AS a, [1] IN [[1], [2]] AS b, NOT 3 IN [1, 2] AS c
RETURN [1, 2] < [1, 3] AS a, [1] < [1, 0] AS b
RETURN keys({b: 1, a: 2}) = ['b', 'a'] OR keys({b: 1, a: 2}) = ['a', 'b'] AS a
RETURN size([1, [2, 3]]) AS a, [[1, 2], [3]][0][1] AS b
WITH {a: 1, b: 2} AS m RETURN m {.a, c: 3} AS n
WITH [3, 1, 2] AS xs UNWIND xs AS x WITH x ORDER BY x RETURN collect(x) AS sorted
UNWIND [1, 2] AS x UNWIND ['a', 'b'] AS y RETURN x, y ORDER BY x, y
RETURN [] = [] AS a, [1, 2] = [1, 2] AS b, [1] = [1.0] AS c
RETURN [n IN range(1, 5) WHERE n % 2 = 0 | n ^ 2] AS a
// Dates and durations
RETURN date('2014-06-09') AS a, date('2014-06') AS b, date('2014') AS c, date('20140609') AS d
RETURN date('2014-06-09').year AS a, date('2014-06-09').month AS b, date('2014-06-09').day AS c, date('2014-06-09').weekYear AS d, date('2014-06-09').week AS e, date('2014-06-09').dayOfWeek AS f, date('2014-06-09').ordinalDay AS g, date('2014-06-09').quarter AS h
RETURN date('2014-06-09') < date('2014-06-10') AS a, date('2014-06-09') = date({year: 2014, month: 6, day: 9}) AS b
RETURN date('2014-06-09') + duration({days: 3}) AS a, date('2014-01-31') + duration({months: 1}) AS b, date('2014-06-09') - duration('P1Y2M3D') AS c
RETURN duration.inDays(date('2014-01-01'), date('2015-03-04')).days AS a, duration.inMonths(date('2014-01-01'), date('2015-03-04')).months AS b
RETURN duration.between(date('2014-01-01'), date('2015-03-04')).years AS a, duration.between(date('2014-01-01'), date('2015-03-04')).months AS b, duration.between(date('2014-01-01'), date('2015-03-04')).days AS c
RETURN duration('P1Y') = duration({years: 1}) AS a, duration({days: 30}) = duration({months: 1}) AS b
RETURN date.truncate('month', date('2014-06-09')) AS a, date.truncate('year', date('2014-06-09')) AS b, date.truncate('week', date('2014-06-11')) AS c
RETURN toString(duration({days: 3})) AS a, toString(duration({months: 14, days: 3})) AS b
RETURN datetime('2014-06-09T12:00:00Z').epochSeconds AS a, localdatetime('2014-06-09T12:00:00').hour AS b, time('12:30:00Z').minute AS c
RETURN datetime('2014-06-09T12:00:00Z') < datetime('2014-06-09T13:00:00Z') AS a
MATCH (s:State) WHERE s.un_member_since < date('1960-01-01') RETURN s.id AS id ORDER BY id
MATCH (s:State) WHERE date('1950-01-01') < s.un_member_since < date('1970-01-01') RETURN s.id AS id ORDER BY id
MATCH (s:State) WHERE s.un_member_since >= date('1960-01-01') AND s.un_member_since <= date('1980-01-01') RETURN s.id AS id ORDER BY id
MATCH (s)-[r:MEMBER_OF]->(b) WHERE r.until IS NOT NULL RETURN s.id AS id, duration.between(r.since, r.until).years AS years ORDER BY id
RETURN date('2014-06-09') IN [date('2014-06-09')] AS a
// Patterns
MATCH (s:State {id: 'ARD'})-[:PARTY_TO]->(t:Treaty) RETURN t.id AS treaty ORDER BY treaty
MATCH (s:State {id: 'ARD'})--(x) RETURN count(DISTINCT x) AS n
MATCH (s:State {id: 'ARD'})<--(x) RETURN count(*) AS n
MATCH (s:State)-[:PARTY_TO|SIGNED]->(t:Treaty) RETURN s.id AS id, t.id AS treaty ORDER BY id, treaty
MATCH (a:State)-[:BORDERS]-(b:State) RETURN a.id AS a, b.id AS b ORDER BY a, b
MATCH (a:State)-[:BORDERS]->(b:State) RETURN a.id AS a, b.id AS b ORDER BY a, b
MATCH (a:State {id: 'ARD'})-[:BORDERS*1..3]-(b) RETURN b.id AS b ORDER BY b
MATCH (a:State {id: 'ARD'})-[:BORDERS*2]-(b) RETURN b.id AS b ORDER BY b
MATCH (a:State {id: 'ARD'})-[:BORDERS*0..1]-(b) RETURN b.id AS b ORDER BY b
MATCH (a:State {id: 'ARD'})-[r:BORDERS*1..2]-(b) RETURN b.id AS b, size(r) AS n ORDER BY b
MATCH p = (a:State {id: 'ARD'})-[:PARTY_TO]->(t) RETURN [r IN relationships(p) | type(r)] AS types, t.id AS treaty ORDER BY treaty
MATCH p = shortestPath((a:State {id: 'ARD'})-[:BORDERS*]-(b:State {id: 'ELM'})) RETURN length(p) AS n
MATCH p = allShortestPaths((a:State {id: 'ARD'})-[:BORDERS*]-(b:State {id: 'ELM'})) RETURN length(p) AS n
MATCH p = shortestPath((a:State {id: 'ARD'})-[:BORDERS*]-(b:State {id: 'FEN'})) RETURN length(p) AS n
MATCH (a:State {id: 'ARD'})-[:BORDERS]-+(b:State) RETURN b.id AS b ORDER BY b
MATCH ((a:State)-[:BORDERS]->(b:State)){2} RETURN [x IN a | x.id] AS a, [x IN b | x.id] AS b ORDER BY a
MATCH p = SHORTEST 1 (a:State {id: 'ARD'})-[:BORDERS]-+(b:State {id: 'ELM'}) RETURN length(p) AS n
MATCH (a:State {id: 'ARD'}), (b:State {id: 'BRE'}) RETURN a.id AS a, b.id AS b
MATCH (a:State), (b:State) WHERE a.id < b.id RETURN count(*) AS n
MATCH (a:State)-[:PARTY_TO]->(t), (a)-[:MEMBER_OF]->(l) RETURN a.id AS a, t.id AS treaty, l.id AS body ORDER BY a, treaty, body
MATCH (a)-[r:BORDERS]-(a) RETURN count(*) AS n
MATCH (n:State&Treaty) RETURN count(*) AS n
MATCH (n:!State) RETURN count(n) > 0 AS some
MATCH (n:!State) RETURN count(*) AS n
MATCH (n) WHERE n:State OR n:Treaty RETURN count(*) AS n
MATCH (n) WHERE NOT n:State RETURN count(*) AS n
MATCH (s:State WHERE s.id < 'C') RETURN s.id AS id ORDER BY id
MATCH (s:State)-[r:MEMBER_OF WHERE r.status = 'member']->(b) RETURN s.id AS id ORDER BY id
MATCH ()-[r]->() RETURN count(r) AS n
MATCH ()-[r]-() RETURN count(r) AS n
MATCH (a:State {id: 'ARD'})-[r:!PARTY_TO]->() RETURN count(r) AS n
MATCH (a:State {id: 'ARD'})-[r]->(b) WHERE type(r) <> 'STANDING' RETURN type(r) AS type, b.id AS b ORDER BY type, b
MATCH (a:State {id: 'ARD'})-[r:BORDERS]-(b) RETURN startNode(r).id AS a, endNode(r).id AS b
// OPTIONAL MATCH
MATCH (s:State) OPTIONAL MATCH (s)-[:CONCLUDED]->(a) RETURN s.id AS id, a.id AS agreement ORDER BY id, agreement
MATCH (s:State) OPTIONAL MATCH (s)-[:CONCLUDED]->(a) WHERE a.topic = 'extradition' RETURN s.id AS id, a.id AS agreement ORDER BY id, agreement
OPTIONAL MATCH (s:State {id: 'NONE'}) RETURN s.id AS id
OPTIONAL MATCH (s:State {id: 'NONE'}) RETURN s AS s
MATCH (s:State) OPTIONAL MATCH (s)-[r:PARTY_TO]->(t:Treaty {id: 'OLD'}) WITH s, r WHERE r IS NULL RETURN s.id AS id ORDER BY id
MATCH (s:State) OPTIONAL MATCH (s)-[r:MEMBER_OF]->(b:RegionalBody {id: 'CLUB'}) RETURN s.id AS id, r.status AS status, r IS NULL AS outside ORDER BY id
MATCH (s:State) OPTIONAL MATCH (s)-[:CONCLUDED]->(a) WITH s, a WHERE a IS NOT NULL RETURN s.id AS id, a.id AS agreement ORDER BY id, agreement
MATCH (s:State) OPTIONAL MATCH (s)-[:CONCLUDED]->(a)<-[:CONCLUDED]-(o:State) WITH s, o ORDER BY o.id RETURN s.id AS id, collect(o.id) AS others ORDER BY id
// Subqueries
MATCH (s:State) WHERE EXISTS { (s)-[:PARTY_TO]->(:Treaty {id: 'CONV'}) } RETURN s.id AS id ORDER BY id
MATCH (s:State) WHERE EXISTS { MATCH (s)-[r:PARTY_TO]->(t:Treaty) WHERE t.id = 'CONV' AND r.until IS NULL } RETURN s.id AS id ORDER BY id
MATCH (s:State) WHERE EXISTS { MATCH (s)-[:PARTY_TO]->(t) RETURN t } RETURN s.id AS id ORDER BY id
MATCH (s:State) RETURN s.id AS id, EXISTS { (s)-[:CONCLUDED]->() } AS any ORDER BY id
MATCH (s:State) RETURN s.id AS id, COUNT { MATCH (s)-[:MEMBER_OF]->(b) RETURN DISTINCT b } AS n ORDER BY id
MATCH (s:State) RETURN s.id AS id, COUNT { (s)-[:PARTY_TO]->() } > 1 AS several ORDER BY id
MATCH (s:State) RETURN s.id AS id, COLLECT { MATCH (s)-[:PARTY_TO]->(t) RETURN t.id ORDER BY t.id } AS treaties ORDER BY id
MATCH (s:State) RETURN s.id AS id, size(COLLECT { MATCH (s)-[:PARTY_TO]->(t) RETURN t.id }) AS n ORDER BY id
MATCH (s:State) WHERE NOT (s)-[:PARTY_TO]->() RETURN s.id AS id ORDER BY id
MATCH (s:State) WHERE exists((s)-[:CONCLUDED]->()) RETURN s.id AS id ORDER BY id
MATCH (s:State) RETURN s.id AS id, [(s)-[:PARTY_TO]->(t) | t.id] = [] AS none ORDER BY id
MATCH (s:State) RETURN s.id AS id, size([(s)-[:PARTY_TO]->(t:Treaty) WHERE t.id <> 'OLD' | t.id]) AS n ORDER BY id
MATCH (s:State) CALL (s) { MATCH (s)-[:PARTY_TO]->(t) RETURN count(t) AS n } RETURN s.id AS id, n ORDER BY id
MATCH (s:State) CALL (s) { MATCH (s)-[:PARTY_TO]->(t) RETURN count(t) > 1 AS several } RETURN s.id AS id, several ORDER BY id
MATCH (s:State) CALL (s) { OPTIONAL MATCH (s)-[r:MEMBER_OF]->() RETURN max(r.since).year AS year } RETURN s.id AS id, year ORDER BY id
CALL { MATCH (s:State) RETURN s.id AS id UNION MATCH (t:Treaty) RETURN t.id AS id } RETURN id ORDER BY id
MATCH (s:State) WHERE EXISTS { MATCH (s)-[:MEMBER_OF]->(b) WITH b, count(*) AS n WHERE n > 1 RETURN b } RETURN s.id AS id
MATCH (t:Treaty) RETURN t.id AS id, COUNT { (s:State) WHERE NOT EXISTS { (s)-[:PARTY_TO]->(t) } } AS outside ORDER BY id
MATCH (s:State) WHERE all(x IN [(s)-[:PARTY_TO]->(t) | t.id] WHERE x = 'CONV') RETURN s.id AS id ORDER BY id
// UNION
MATCH (s:State) RETURN s.region AS x UNION MATCH (t:Treaty) RETURN t.kind AS x
RETURN 1 AS x UNION RETURN 1 AS x
RETURN 1 AS x UNION ALL RETURN 1 AS x
RETURN 1 AS x UNION RETURN 2 AS x UNION RETURN 1 AS x
MATCH (s:State) RETURN count(*) > 1 AS x UNION MATCH (t:Treaty) RETURN count(*) > 100 AS x
RETURN null AS x UNION RETURN null AS x
// WITH, sorting, paging
MATCH (s:State) RETURN s.id AS id ORDER BY id SKIP 2 LIMIT 2
MATCH (s:State) RETURN s.id AS id ORDER BY id DESC LIMIT 3
MATCH (s:State) RETURN s.name AS name ORDER BY s.id DESC
MATCH (s:State) WITH s ORDER BY s.id LIMIT 2 RETURN s.id AS id ORDER BY id
MATCH (s:State) WITH s, size(s.name) AS n WHERE n = 4 RETURN s.id AS id ORDER BY id
MATCH (s:State) WITH DISTINCT s.region AS region RETURN count(*) AS n
MATCH (s:State) WITH s AS t RETURN t.id AS id ORDER BY id LIMIT 2
MATCH (s:State) RETURN s.id ORDER BY s.id LIMIT 2
MATCH (s:State) RETURN s.id AS id ORDER BY id LIMIT toInteger('2')
MATCH (s:State) RETURN s.id AS id ORDER BY s.un_member_since IS NULL, s.un_member_since DESC
MATCH (s:State) RETURN DISTINCT s.region AS region, s.subregion AS sub ORDER BY region
MATCH (s:State) RETURN DISTINCT s.region AS region ORDER BY region DESC LIMIT 1
WITH 1 AS x, 2 AS y WITH y AS x, x AS y RETURN x, y
UNWIND ['b', 'A', 'a'] AS t RETURN t ORDER BY t
UNWIND [[2], [1, 2], []] AS xs RETURN xs ORDER BY xs
MATCH (s:State) WITH s ORDER BY s.id SKIP 1 LIMIT 1 MATCH (s)-[:MEMBER_OF]->(b) RETURN s.id AS id, b.id AS body
// Nodes, relationships and their properties
MATCH (s:State {id: 'ARD'}) RETURN s.name AS name, s.iso2 AS nothing, s['name'] AS same
MATCH (s:State {id: 'ARD'}) RETURN s {.id, .name, n: 1} AS m
MATCH (s:State {id: 'ARD'}) RETURN 'id' IN keys(s) AS has, 'nothing' IN keys(s) AS lacks
MATCH (s:State {id: 'ARD'}) RETURN properties(s).name AS name
MATCH (:State {id: 'ARD'})-[r:SIGNED]->() RETURN r AS r
MATCH (:State {id: 'ARD'})-[r:SIGNED]->(t) RETURN type(r) AS type, r.since AS since, r.sources AS sources
MATCH (a:State {id: 'ARD'}), (b:State) WHERE a <> b RETURN count(b) AS n
MATCH (s:State) WHERE s.id IN ['ARD', 'FEN', null] RETURN s.id AS id ORDER BY id
MATCH (s:State) WHERE s.name =~ '.*r.*' RETURN s.id AS id ORDER BY id
MATCH (s:State) WHERE s.un_member RETURN s.id AS id ORDER BY id
MATCH (s:State) WHERE s.un_member = true AND s.region = 'North' OR s.id = 'FEN' RETURN s.id AS id ORDER BY id
MATCH (s:State) WHERE s.un_member = true XOR s.region = 'North' RETURN s.id AS id ORDER BY id
MATCH ()-[r:PARTY_TO]->() WHERE 'dataset' IN r.sources RETURN count(*) AS n
MATCH ()-[r:PARTY_TO]->() WHERE any(x IN r.sources WHERE x = 'dataset') RETURN count(*) AS n
MATCH ()-[r:PARTY_TO]->() WHERE r.disputed RETURN r.since AS since, r.stated_since AS stated ORDER BY since
MATCH (s:State) WHERE s.`id` = 'ARD' RETURN s.id AS `the id`
MATCH /* another */ (s:State) RETURN count(*) AS n
// Parameters
MATCH (s:State {id: $state}) RETURN s.name AS name
MATCH (s:State) WHERE s.id IN $states RETURN s.id AS id ORDER BY id
MATCH (s:State) WHERE s.un_member_since < date($as_of) RETURN count(*) AS n
MATCH (s:State) RETURN s.id AS id ORDER BY id SKIP $one LIMIT $one
UNWIND $states AS id MATCH (s:State {id: id}) RETURN s.name AS name ORDER BY name
RETURN $one + 1 AS a, $state + 'x' AS b, $states[0] AS c, $map.a AS d, $none IS NULL AS e
MATCH (s:State) RETURN count(*) > $one AS several
// Standing
MATCH (s:State)-[st:STANDING]->(t:Treaty {id: 'CONV'}) WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of) RETURN s.id AS id, st.answer AS answer ORDER BY id
MATCH (s:State)-[st:STANDING {answer: 'party'}]->(t:Treaty) RETURN t.id AS treaty, count(DISTINCT s) AS n ORDER BY treaty
MATCH (s:State) OPTIONAL MATCH (s)-[st:STANDING {answer: 'party'}]->(t:Treaty {id: 'PROT'}) RETURN s.id AS id, max(st.holds_from) IS NULL AS outside ORDER BY id
MATCH (s:State)-[st:STANDING]->(t:Treaty) WITH s, t, st ORDER BY st.holds_from WITH s, t, collect(st.answer) AS answers RETURN s.id AS id, t.id AS treaty, answers ORDER BY id, treaty
MATCH (s:State)-[st:STANDING]->(t:Treaty) WITH s, t, max(st.holds_until) AS until RETURN count(*) AS n, min(until) AS least
// Several at once
MATCH (s:State) WITH s.region AS region, count(*) AS n WHERE count(*) > 2 RETURN region, n
MATCH (s:State)-[r:MEMBER_OF]->(b) RETURN b.id AS body ORDER BY max(r.since).year DESC, body
MATCH (s:State) WITH collect(s) AS all RETURN size([x IN all WHERE x.un_member]) AS n
MATCH (s:State)-[r:MEMBER_OF]->(b) WITH b, collect({s: s.id, y: r.since.year}) AS l RETURN b.id AS id, [x IN l WHERE x.y > 1970 | x.s] = [] AS none ORDER BY id
MATCH (s:State) WHERE EXISTS { MATCH (s)-[:PARTY_TO]->(t) RETURN t UNION MATCH (s)-[:CONCLUDED]->(t) RETURN t } RETURN s.id AS id ORDER BY id
MATCH (s:State) CALL (s) { WITH s WHERE s.region = 'North' RETURN 1 AS one } RETURN s.id AS id ORDER BY id
MATCH (a:State) WHERE a.un_member_since = date('1945-10-24') RETURN a.id AS id
MATCH (a:State)-[r1:MEMBER_OF]->(b), (a)-[r2:MEMBER_OF]->(b) RETURN a.id AS id, count(*) AS n ORDER BY id
MATCH (a:State {id:'ARD'}) MATCH (a)-[:BORDERS*1..2]-(b) WHERE NOT (a)-[:BORDERS]-(b) AND a <> b RETURN b.id AS id
MATCH p=(a:State {id:'ARD'})-[:BORDERS*1..4]-(b) WHERE all(r IN relationships(p) WHERE r.kind = 'land') RETURN b.id AS id ORDER BY id
MATCH (s:State) RETURN s.id AS id, CASE WHEN s.un_member_since IS NULL THEN 'none' WHEN s.un_member_since < date('1960-01-01') THEN 'early' ELSE 'late' END AS c ORDER BY id
MATCH (s:State) UNWIND CASE WHEN s.region = 'North' THEN [1,2] ELSE [null] END AS x RETURN s.id AS id, x ORDER BY id, x
MATCH (x)-[:PARTY_TO]->(t) WHERE x:RegionalBody RETURN x.id AS id
MATCH (s:State) RETURN count(*), s.region ORDER BY s.region
MATCH (s:State) WITH s.region AS region, s ORDER BY s.id DESC WITH region, collect(s.id) AS ids RETURN region, ids ORDER BY region
MATCH (s:State) WITH max(s.un_member_since) AS last MATCH (t:State {un_member_since: last}) RETURN t.id AS id
MATCH (t:Treaty) WHERE t.name CONTAINS 'otocol' AND t.kind <> 'x' RETURN t.id AS id
MATCH (t:Treaty) WHERE NOT (t.nothing = 'x' AND t.id = 'CONV') RETURN t.id AS id ORDER BY id
MATCH (t:Treaty) WHERE NOT t.topic IN ['trafficking', null] RETURN t.id AS id ORDER BY id
MATCH (s:State)-[r:MEMBER_OF]->(b) WHERE NOT r.until > date('2000-01-01') RETURN s.id AS id
MATCH (s:State)-[r:MEMBER_OF]->(b) RETURN s.id AS id, coalesce(toString(r.until), '') AS u ORDER BY id, u
MATCH (s:State)-[r:MEMBER_OF]->(b) RETURN s.id AS id, max(r.since) AS m, count(*) AS n ORDER BY m DESC, id
MATCH (s:State) OPTIONAL MATCH (s)-[r:PARTY_TO]->(t {id: 'CONV'}) RETURN count(r) AS n, count(*) AS m, count(DISTINCT s.region) AS k
MATCH (s:State) OPTIONAL MATCH (s)-[r:BORDERS]-(o) WITH s, o WHERE o IS NULL RETURN s.id AS id
MATCH (a:State {id: 'BRE'})<-[r]-(b) RETURN type(r) AS t, b.id AS id
RETURN EXISTS { MATCH (s:State {id: 'ARD'}) } AS a, COUNT { MATCH (s:State) } AS b
WITH [date('2014-06-09'), date('2001-01-01')] AS ds RETURN [d IN ds | d.year] AS ys, reduce(m = ds[0], d IN ds | CASE WHEN d < m THEN d ELSE m END) AS least
UNWIND [1,2,3] AS x WITH x, x * x AS y ORDER BY y DESC RETURN collect(y) AS l
RETURN 1 = '1' AS a, 1 <> '1' AS b, 'true' = true AS c, [1] = 1 AS d
RETURN NOT true OR true AS a, NOT (true OR true) AS b, true OR false AND false AS c, true XOR true AND false AS d, NOT false = true AS e
RETURN 'a' || 'b' AS a, [1] || [2] AS b
RETURN 1 IS :: INTEGER AS a, 'a' IS NOT :: INTEGER AS b, valueType(1) AS c
RETURN elementId(null) AS a, size(null) AS b, type(null) AS c, head(null) AS d, nodes(null) AS e
MATCH (s:State) RETURN s.id AS id ORDER BY id ASCENDING SKIP 1 + 1 LIMIT 1 + 1
MATCH (order:State {id: 'ARD'}) RETURN order.id AS limit
MATCH (s:State {id: 'ARD'}) WITH s AS match, s.name AS where RETURN match.id AS by, where AS with ORDER BY with, by
MATCH (s IS State {id: 'ARD'}) RETURN s.id AS id
MATCH (s:State) WHERE s.id = 'ARD' RETURN s{.*, extra: 1}.extra AS x
MATCH (s:State)-[r:PARTY_TO]->(b) WITH s, count(r) AS n, max(r.since) AS last WHERE n > 1 OR last.year > 2009 RETURN s.id AS id, n ORDER BY id
MATCH (s:State)-[r:PARTY_TO]->(b) WITH s, collect(r.since) AS all RETURN s.id AS id, size([d IN all WHERE d > date('2003-06-01')]) AS n ORDER BY id
// Wrong in several ways
MATCH (s:State RETURN s
MATCH (s:State) RETURN x
RETURN nonsense(1) AS a
MATCH (s:State) WHERE count(*) > 1 RETURN s.id AS id
MATCH (s:State) RETURN s.id AS id, s.region + count(*) AS n
MATCH (s:State) RETURN count(count(*)) AS n
RETURN 1 AS x UNION RETURN 2 AS y
RETURN 1 AS x, 2 AS x
MATCH (s:State) WITH s.id RETURN 1 AS one
RETURN 1 +
MATCH (s) WITH 1 AS one RETURN s.id AS id
RETURN date('2014-02-30') AS a
RETURN 1 / 0 AS a
RETURN toInteger([1]) AS a
RETURN 'a' * 2 AS a
RETURN NOT 1 AS a
CREATE (n:State {id: 'X'})
MATCH (s:State) SET s.name = 'X'
RETURN 1_000 AS a
MATCH (s:State) RETURN apoc.text.join([s.id], ',') AS a
MATCH (s:Stat) RETURN count(s) AS n
MATCH (s:State)-[r:PARTYTO]->() RETURN count(r) AS n
MATCH (s:State) RETURN s.nmae AS name
MATCH (s:State {nmae: 'x'}) RETURN s.id AS id
MATCH (s:State) RETURN $nothing AS a
LOAD CSV FROM 'file:///etc/hostname' AS row RETURN row
MATCH (s:State) RETURN s.region AS region ORDER BY max(s.name)
MATCH (s:State) WITH s LIMIT count(*) RETURN s.id AS id
UNWIND collect(1) AS x RETURN x
