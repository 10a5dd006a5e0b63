/** A customer's KYC standing. It uses {@code moonpay}, {@code caller} and {@code problem}. */
package io.moonconnect.customer;
