package io.yuhitsu.routes.testing;

import io.yuhitsu.api.DeliveryId;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.delivery.DeliveryRequest;
import io.yuhitsu.api.job.Target;
import io.yuhitsu.api.minutes.Coverage;
import io.yuhitsu.api.minutes.DateSource;
import io.yuhitsu.api.minutes.Minutes;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Requests to deliver. */
public final class Deliveries {
    private Deliveries() {}

    public static DeliveryRequest request() {
        long now = System.currentTimeMillis();
        JobId job = JobId.next(now);
        Minutes minutes = new Minutes(
                job,
                1,
                "週次会議",
                Locale.JAPANESE,
                LocalDate.of(2026, 10, 5),
                DateSource.values()[0],
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                (Coverage) null,
                List.of(),
                List.of(),
                List.of());
        return new DeliveryRequest(
                DeliveryId.next(now),
                job,
                TenantId.DEFAULT,
                new ProfileId("weekly"),
                1,
                Target.OUTBOX,
                "a.wav",
                new Sha256("0".repeat(64)),
                minutes,
                List.of());
    }
}
