package io.yuhitsu.core.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the core as an administrator writes them, pid {@code io.yuhitsu.core}. */
@ObjectClassDefinition(name = "Yuhitsu core", description = "Job life cycle, intake and deliveries")
@interface CoreConfig {
    @AttributeDefinition(
            description = "Seconds after which the work of a server that vanished is taken over, 10 to 3600")
    int leaseSeconds() default 60;

    @AttributeDefinition(description = "Tries of a step that fails by a fault of ours, 1 to 20")
    int internalTries() default 3;

    @AttributeDefinition(description = "Seconds before the first repetition of a failed step or delivery, 1 to 3600")
    int backoffFirstSeconds() default 5;

    @AttributeDefinition(description = "Longest pause between two repetitions in minutes, 1 to 1440")
    int backoffLongestMinutes() default 30;

    @AttributeDefinition(
            description = "Longest time in seconds between two looks for work that was left behind, 1 to 30")
    int sweepSeconds() default 30;

    @AttributeDefinition(description = "Largest recording in MiB that is taken in, 1 to 1048576")
    int recordingLimitMegabytes() default 8192;

    @AttributeDefinition(
            description = "Nothing is taken in while less than this share of the disk is free, in percent, 0 to 50")
    int freePercent() default 5;

    @AttributeDefinition(
            description = "Nothing is taken in while less than this is free on the disk, in MiB, 0 to 1048576")
    int freeMegabytes() default 2048;

    @AttributeDefinition(description = "Deliveries of one channel that run at once, 1 to 64")
    int deliveriesPerChannel() default 8;

    @AttributeDefinition(description = "Deliveries to one target that run at once, 1 to 64")
    int deliveriesPerTarget() default 4;

    @AttributeDefinition(description = "Hours after which stored content that no job points to is removed, 24 to 8760")
    int orphanHours() default 24;

    @AttributeDefinition(description = "Minutes between two looks for such content, 1 to 10080")
    int orphanSweepMinutes() default 1440;

    @AttributeDefinition(description = "Time zone of profiles that are made by themselves; empty: that of this machine")
    String timeZone() default "";
}
