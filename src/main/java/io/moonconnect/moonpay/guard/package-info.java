/**
 * What keeps calls to MoonPay from making things worse while it is slow or broken: a
 * {@link io.moonconnect.moonpay.guard.CircuitBreaker} that stops asking it, and a
 * {@link io.moonconnect.moonpay.guard.RetryBudget} that bounds what is asked again. SmallRye Fault Tolerance is not used:
 * a cancelled call would go on behind it, and cancelled probes would keep its breaker half-open forever
 * ({@code GuardTrialTest} shows both). Knows nothing of MoonPay's operations; {@code moonpay} says what its outcomes mean.
 */
package io.moonconnect.moonpay.guard;
