-- What wrk sends: BENCH_METHOD, BENCH_PATH, BENCH_BODY, BENCH_TOKEN (own, same, none) and BENCH_API_KEY.
-- Each request has an amount and, where BENCH_TOKEN is "own", an access token that no other has: nothing is answered from memory.
local method, path = os.getenv("BENCH_METHOD"), os.getenv("BENCH_PATH")
local body, token = os.getenv("BENCH_BODY"), os.getenv("BENCH_TOKEN")
local run, sent = os.time(), 0

local headers = { ["Authorization"] = "ApiKey " .. os.getenv("BENCH_API_KEY") }
if body ~= "" then
    headers["Content-Type"] = "application/json"
end

function request()
    sent = sent + 1
    if token == "own" then
        headers["MoonPay-Access-Token"] = "bench-" .. run .. "-" .. sent
    elseif token == "same" then
        headers["MoonPay-Access-Token"] = "bench-token"
    end
    local amount = string.format('"amount":"%d.%02d"', 50 + sent % 5000, sent % 100)
    return wrk.format(method, path, headers, body ~= "" and body:gsub('"amount":"[0-9.]+"', amount) or nil)
end

function done(summary, latency, _)
    local errors = summary.errors
    local bad = errors.connect + errors.read + errors.write + errors.status + errors.timeout
    io.write(string.format("RESULT rps=%.0f p50=%.0f p99=%.0f requests=%d bad=%d\n",
        summary.requests / (summary.duration / 1e6), latency:percentile(50), latency:percentile(99),
        summary.requests, bad))
end
