package io.yuhitsu.api.delivery;

/** What is happening to a delivery. */
public enum DeliveryState {
    READY,
    RUNNING,
    WAITING,
    DELIVERED,
    DEAD,
    CANCELLED
}
