/**
 * Keeps calls from making an outage of MoonPay worse: a {@link io.moonconnect.moonpay.guard.CircuitBreaker} stops
 * calls, and a {@link io.moonconnect.moonpay.guard.RetryBudget} limits retries. SmallRye Fault Tolerance is not used:
 * it does not propagate cancellation to the call, and a cancelled probe keeps its circuit breaker half-open forever
 * ({@code GuardTrialTest}). Independent of MoonPay's operations; {@code moonpay} maps its outcomes to
 * {@link io.moonconnect.moonpay.guard.Health}.
 */
package io.moonconnect.moonpay.guard;
