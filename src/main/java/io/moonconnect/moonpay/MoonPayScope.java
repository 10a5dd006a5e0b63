package io.moonconnect.moonpay;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.moonconnect.moonpay.permit.PermitScope;

/** MoonPay limits test and live mode separately, so a fleet of each can share one Redis. */
class MoonPayScope {

    @Produces
    @Singleton
    PermitScope scope(MoonPaySettings settings) {
        return new PermitScope(settings.mode().label());
    }
}
