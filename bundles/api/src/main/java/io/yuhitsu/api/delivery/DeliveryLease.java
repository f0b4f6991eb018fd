package io.yuhitsu.api.delivery;

/** The right to work on a delivery until it expires. */
public record DeliveryLease(Delivery delivery, String token) {}
