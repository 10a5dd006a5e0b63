/** A customer's KYC status. Depends on {@code moonpay}, {@code caller} and {@code problem}. */
package io.moonconnect.customer;
