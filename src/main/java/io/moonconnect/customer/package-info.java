/** A customer's KYC status. Depends on {@code caller} and {@code moonpay}. */
package io.moonconnect.customer;
