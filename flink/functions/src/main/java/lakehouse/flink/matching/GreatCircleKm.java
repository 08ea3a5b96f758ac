package lakehouse.flink.matching;

import org.apache.flink.table.functions.ScalarFunction;

/**
 * SQL {@code great_circle_km(latitude, longitude, latitude, longitude)}: haversine distance in kilometres on a sphere
 * with the Earth's mean radius (IUGG R1).
 */
public final class GreatCircleKm extends ScalarFunction {

    private static final long serialVersionUID = 1L;
    private static final double EARTH_RADIUS_KM = 6371.0088;

    public Double eval(Double latitude1, Double longitude1, Double latitude2, Double longitude2) {
        return distance(latitude1, longitude1, latitude2, longitude2);
    }

    static double distance(double latitude1, double longitude1, double latitude2, double longitude2) {
        // StrictMath: the same bits on every machine, so that a tie is a tie everywhere.
        double phi1 = Math.toRadians(latitude1);
        double phi2 = Math.toRadians(latitude2);
        double sinHalfPhi = StrictMath.sin((phi2 - phi1) / 2);
        double sinHalfLambda = StrictMath.sin(Math.toRadians(longitude2 - longitude1) / 2);
        double a = sinHalfPhi * sinHalfPhi + StrictMath.cos(phi1) * StrictMath.cos(phi2) * sinHalfLambda * sinHalfLambda;
        return 2 * EARTH_RADIUS_KM * StrictMath.asin(Math.min(1, Math.sqrt(a)));
    }
}
