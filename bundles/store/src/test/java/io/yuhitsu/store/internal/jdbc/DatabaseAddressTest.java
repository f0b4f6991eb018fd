package io.yuhitsu.store.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.store.internal.jdbc.DatabaseAddress.Host;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseAddressTest {
    @Test
    void addressHasUserHostPortNameAndParameters() {
        DatabaseAddress address = DatabaseAddress.parse(
                " postgresql://minutes@db.example:5433/yuhitsu?sslmode=verify-full&sslrootcert=etc/a%20b.pem ");

        assertThat(address.user()).isEqualTo("minutes");
        assertThat(address.hosts()).containsExactly(new Host("db.example", 5433));
        assertThat(address.name()).isEqualTo("yuhitsu");
        assertThat(address.parameters()).isEqualTo(Map.of("sslmode", "verify-full", "sslrootcert", "etc/a b.pem"));
        assertThat(address).hasToString("postgresql://minutes@db.example:5433/yuhitsu");
    }

    @Test
    void portMayBeLeftOutAndSeveralHostsNamed() {
        assertThat(DatabaseAddress.parse("postgres://u@a,[2001:db8::1]:6000,c:7/n")
                        .hosts())
                .containsExactly(new Host("a", 5432), new Host("2001:db8::1", 6000), new Host("c", 7));
        assertThat(DatabaseAddress.parse("postgres://u@a,[::1]:6000/n").hostList())
                .isEqualTo("a:5432,[::1]:6000");
    }

    @Test
    void namesMayHoldAnyCharacter() {
        DatabaseAddress address = DatabaseAddress.parse("postgresql://a%40b+c@h/%E8%AD%B0%E4%BA%8B%E9%8C%B2");

        assertThat(address.user()).isEqualTo("a@b+c");
        assertThat(address.name()).isEqualTo("議事録");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://u@h/n",
                "postgresql://h/n",
                "postgresql://u@h",
                "postgresql://u@h/",
                "postgresql://u@/n",
                "postgresql://u@h:0/n",
                "postgresql://u@h:70000/n",
                "postgresql://u@h:x/n",
                "postgresql://u@a,,b/n",
                "postgresql://u@h/n%zz",
                "mysql://u@h/n"
            })
    void whatIsNoAddressIsRefusedInBothLanguages(String setting) {
        assertThatThrownBy(() -> DatabaseAddress.parse(setting))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("postgresql://USER@HOST:5432/NAME")
                .hasMessageContaining("の形で書くか");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://u:s3cret@h/n",
                "postgresql://u@h/n?password=s3cret",
                "postgresql://u@h/n?sslmode=require&sslpassword=s3cret",
                "postgresql://u:s3cret@h"
            })
    void passwordInTheAddressIsRefusedAndNotRepeated(String setting) {
        assertThatThrownBy(() -> DatabaseAddress.parse(setting))
                .isInstanceOf(IllegalStateException.class)
                .message()
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"socketFactory=x", "loggerFile=x", "preferQueryMode=simple", "sslfactory=x", "user=other"})
    void parametersThatCouldDoMoreThanConnectAreRefused(String parameter) {
        assertThatThrownBy(() -> DatabaseAddress.parse("postgresql://u@h/n?" + parameter))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(parameter.substring(0, parameter.indexOf('=')))
                .hasMessageContaining("sslrootcert");
    }
}
