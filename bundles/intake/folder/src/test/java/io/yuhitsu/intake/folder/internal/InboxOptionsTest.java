package io.yuhitsu.intake.folder.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.FailureException;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboxOptionsTest {
    private static final String FOLDERS = "inbox:in?accepted=RAW(a & b)&rejected=RAW(r %20)";

    private final CamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void add() {
        camel.addComponent("inbox", new InboxComponent());
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private InboxEndpoint inbox(String options) {
        return camel.getEndpoint(FOLDERS + options, InboxEndpoint.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "settle=zzz",
                "settle=2x",
                "settle=-5s",
                "settle=5 s",
                "settle=s",
                "settle=1s1m",
                "settle=",
                "settle=9999999999999999",
                "settleZeros=30sec",
                "young=1.5m",
                "poll=fast",
                "delete=yes",
                "doneFile=1",
                "doneFile=TRUE "
            })
    void aValueThatIsNotPossibleIsRefusedByName(String option) {
        String name = option.substring(0, option.indexOf('='));
        assertThatThrownBy(() -> inbox("&" + option))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .cause()
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.reason().en()).contains(name).contains(option.substring(name.length() + 1)));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "250,250", "500ms,500", "2s,2000", "10m,600000", "1h30m,5400000", "1d,86400000", "1m1s1ms,61001"
    })
    void timesAreWrittenWithUnitsOrInMilliseconds(String text, long millis) {
        assertThat(inbox("&settle=" + text).settle).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void everyOptionReachesTheEndpointAndPathsAreTakenAsTheyAre() {
        InboxEndpoint inbox =
                inbox("&delete=true&doneFile=true&poll=60ms&settle=1s&settleZeros=2s&young=3s&exchangePattern=InOnly");
        assertThat(inbox.accepted).isEqualTo("a & b");
        assertThat(inbox.rejected).isEqualTo("r %20");
        assertThat(inbox.delete).isTrue();
        assertThat(inbox.doneFile).isTrue();
        assertThat(inbox.poll).isEqualTo(Duration.ofMillis(60));
        assertThat(inbox.settle).isEqualTo(Duration.ofSeconds(1));
        assertThat(inbox.settleZeros).isEqualTo(Duration.ofSeconds(2));
        assertThat(inbox.young).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anOptionThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> inbox("&setle=2s"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasMessageContaining("setle");
    }
}
