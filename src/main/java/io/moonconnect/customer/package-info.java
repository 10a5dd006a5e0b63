/** A customer's KYC status. Depends on {@code caller} and {@code moonpay} only. */
package io.moonconnect.customer;
