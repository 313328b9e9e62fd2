package io.celesteos.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTests {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:db8:1:2::99, 20010db800010002/64",
        "2001:db8:1:3::99, 20010db800010003/64",
        "::ffff:192.0.2.7, 192.0.2.7"
    })
    void oneClientIsOneAddressOrOneNetwork(String address, String counted) throws UnknownHostException {
        assertThat(ClientAddress.network(InetAddress.getByName(address))).isEqualTo(counted);
    }
}
