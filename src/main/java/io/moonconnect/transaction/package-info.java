/** Reads and lists transactions. It uses {@code moonpay}, {@code caller} and {@code problem}. */
package io.moonconnect.transaction;
